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
        using var context = target.Open();
        if (AccessorExtensions.GetService<IMigrationsAssembly>(context).ModelSnapshot is not null && !context.Database.HasPendingModelChanges())
            return "nothing to do, the model equals its last migration";

        var services = new ServiceCollection();
        services.AddEntityFrameworkDesignTimeServices();
        services.AddDbContextDesignTimeServices(context);
        ProviderServices(context).ConfigureDesignTimeServices(services);
        using var provider = services.BuildServiceProvider();
        using var scope = provider.CreateScope();

        // Folder Insights.Import/Store/Sqlite/Migrations gives the namespace Insights.Import.Store.Sqlite.Migrations.
        var below = target.Folder[(target.Folder.IndexOf('/', StringComparison.Ordinal) + 1)..].Replace('/', '.');
        var migration = scope.ServiceProvider.GetRequiredService<IMigrationsScaffolder>().ScaffoldMigration(name, target.RootNamespace, below, null);

        var folder = Path.Combine(root, target.Folder);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, migration.MigrationId + ".cs"), migration.MigrationCode);
        File.WriteAllText(Path.Combine(folder, migration.MigrationId + ".Designer.cs"), migration.MetadataCode);
        File.WriteAllText(Path.Combine(folder, migration.SnapshotName + ".cs"), migration.SnapshotCode);
        return target.Folder + "/" + migration.MigrationId + ".cs";
    }

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
