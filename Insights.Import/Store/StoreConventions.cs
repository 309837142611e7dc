using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Insights.Import.Store;

/// <summary>How every table of reporting.db is named and how its values are written. Contexts of later stages that keep tables beside the facts use it too.</summary>
public static class StoreConventions
{
    /// <summary>Schema of the reporting tables on PostgreSQL.</summary>
    public const string Schema = "reporting";

    internal const string ClusteredAnnotation = "Store:ClusteredByKey";

    /// <summary>Call from ConfigureConventions: instants are unix seconds, days are days since 1970-01-01.</summary>
    public static void Values(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<DateTime>().HaveConversion<InstantConverter>();
        configuration.Properties<DateOnly>().HaveConversion<DayConverter>();
    }

    /// <summary>Call last in OnModelCreating: snake_case tables, columns, keys and indexes, and the schema on PostgreSQL.</summary>
    public static void Names(ModelBuilder model, string? providerName)
    {
        var postgres = providerName?.Contains("PostgreSQL", StringComparison.Ordinal) == true;
        if (postgres)
            model.HasDefaultSchema(Schema);
        foreach (var entity in model.Model.GetEntityTypes())
        {
            // Ids are ordered by their bytes on both providers, whatever language the server was set up in.
            if (postgres)
                foreach (var property in entity.GetProperties().Where(property => property.ClrType == typeof(string) && (property.IsKey() || property.IsIndex())))
                    property.SetCollation("C");
            foreach (var property in entity.GetProperties())
                property.SetColumnName(Snake(property.Name));
            // What is a query on other tables has none of its own.
            if (entity.GetSqlQuery() is not null)
                continue;
            var table = Snake(entity.GetTableName() ?? entity.ShortName());
            entity.SetTableName(table);
            foreach (var key in entity.GetKeys())
                key.SetName((key.IsPrimaryKey() ? "pk_" : "ak_") + table);
            foreach (var index in entity.GetIndexes())
                index.SetDatabaseName("ix_" + table + "_" + string.Join('_', index.Properties.Select(property => Snake(property.Name))));
        }
    }

    /// <summary>
    /// On SQLite the table is stored in its primary key's order (WITHOUT ROWID): one B-tree instead of a table and an index.
    /// For narrow rows that are read by the front of their key.
    /// </summary>
    public static EntityTypeBuilder<T> ClusteredByKey<T>(this EntityTypeBuilder<T> entity) where T : class
    {
        entity.Metadata.SetAnnotation(ClusteredAnnotation, true);
        return entity;
    }

    internal static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_' && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    private sealed class InstantConverter() : ValueConverter<DateTime, long>(instant => UnixTime.ToSeconds(instant), seconds => UnixTime.FromSeconds(seconds));

    private sealed class DayConverter() : ValueConverter<DateOnly, int>(day => UnixTime.ToDays(day), days => UnixTime.FromDays(days));
}
