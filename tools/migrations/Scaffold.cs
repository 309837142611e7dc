using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Migrations;

/// <summary>Writes one migration for one context: the part of <c>dotnet ef migrations add</c> that works without restoring all of EF's design package.</summary>
internal static class Scaffold
{
    public static string Add(MigrationTarget target, string name, string root)
    {
        if (!HasChanges(target, out var known))
            return "nothing to do, the model equals its last migration";

        using var context = target.Open();
        var services = new ServiceCollection();
        services.AddEntityFrameworkDesignTimeServices();
        services.AddDbContextDesignTimeServices(context);
        ProviderServices(context).ConfigureDesignTimeServices(services);
        using var provider = services.BuildServiceProvider();
        using var scope = provider.CreateScope();

        // Folder Insights.Import/Store/Sqlite/Migrations gives the namespace Insights.Import.Store.Sqlite.Migrations.
        var below = target.Folder[(target.Folder.IndexOf('/', StringComparison.Ordinal) + 1)..].Replace('/', '.');
        var migration = scope.ServiceProvider.GetRequiredService<IMigrationsScaffolder>().ScaffoldMigration(name, target.RootNamespace, below, null);
        RefuseWhole(migration.MigrationCode, known);

        var folder = Path.Combine(root, target.Folder);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, migration.MigrationId + ".cs"), migration.MigrationCode);
        File.WriteAllText(Path.Combine(folder, migration.MigrationId + ".Designer.cs"), migration.MetadataCode);
        File.WriteAllText(Path.Combine(folder, migration.SnapshotName + ".cs"), migration.SnapshotCode);
        return target.Folder + "/" + migration.MigrationId + ".cs";
    }

    /// <param name="known">Tables of the last migration's model; empty before the first.</param>
    private static bool HasChanges(MigrationTarget target, out IReadOnlyList<string> known)
    {
        // On a context of its own: EF prepares a context's snapshot once, and whoever asks second is told that there is none. A scaffolder
        // that comes second writes the whole schema as the difference.
        using var context = target.Open();
        var snapshot = AccessorExtensions.GetService<IMigrationsAssembly>(context).ModelSnapshot;
        known = snapshot is null ? [] : [.. snapshot.Model.GetEntityTypes().Select(entity => entity.GetTableName()).OfType<string>()];
        return snapshot is null || context.Database.HasPendingModelChanges();
    }

    private static void RefuseWhole(string code, IReadOnlyList<string> known)
    {
        var up = code[..code.IndexOf("void Down(", StringComparison.Ordinal)];
        var again = Created.Matches(up).Select(match => match.Groups[1].Value).Intersect(known, StringComparer.Ordinal).ToList();
        if (again.Count > 0)
            throw new InvalidOperationException($"The migration would create what is there already ({string.Join(", ", again)}), so the last snapshot was not seen. Nothing was written for this context.");
    }

    private static readonly Regex Created = new("CreateTable\\(\\s*name: \"([^\"]+)", RegexOptions.CultureInvariant);

    // The provider's own IDesignTimeServices sits in the assembly of its options extension.
    private static IDesignTimeServices ProviderServices(DbContext context)
    {
        var assembly = context.Database.ProviderName!.Contains("Sqlite", StringComparison.Ordinal)
            ? typeof(SqliteDbContextOptionsBuilderExtensions).Assembly
            : typeof(NpgsqlDbContextOptionsBuilderExtensions).Assembly;
        var type = assembly.GetTypes().First(type => typeof(IDesignTimeServices).IsAssignableFrom(type) && !type.IsAbstract);
        return (IDesignTimeServices)Activator.CreateInstance(type)!;
    }
}
