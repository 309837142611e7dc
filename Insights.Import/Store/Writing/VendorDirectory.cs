using System.Data.Common;
using System.Globalization;
using Insights.Import.Store.Dimensions;

namespace Insights.Import.Store.Writing;

/// <summary>Vendor codes and their ids. A code seen for the first time becomes a vendor, in the transaction of the rows that name it.</summary>
internal sealed class VendorDirectory
{
    private readonly Dictionary<string, int> ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> uncommitted = [];
    private WriteSession session = null!;

    /// <summary>Reads what other writers have added since; call at the start of each transaction.</summary>
    public void Begin(WriteSession current)
    {
        session = current;
        using var command = Command("SELECT count(*) FROM vendors");
        if (Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) == ids.Count)
            return;
        ids.Clear();
        using var all = Command("SELECT id, code FROM vendors");
        using var reader = all.ExecuteReader();
        while (reader.Read())
            ids[reader.GetString(1)] = reader.GetInt32(0);
    }

    /// <summary>0 for no code.</summary>
    public int Id(string? code)
    {
        if (string.IsNullOrWhiteSpace(code))
            return 0;
        return ids.TryGetValue(code, out var known) ? known : Create(code);
    }

    /// <summary>Applies a row of a vendors file; says whether it was new and whether it changed anything.</summary>
    public FactAction Apply(Vendor vendor)
    {
        if (string.IsNullOrWhiteSpace(vendor.Code))
            return FactAction.Unchanged;
        var isNew = !ids.ContainsKey(vendor.Code);
        var id = Id(vendor.Code);
        var name = string.IsNullOrWhiteSpace(vendor.Name) ? vendor.Code : vendor.Name;
        using var update = Command("UPDATE vendors SET name = @name, country = @country WHERE id = @id AND (name <> @name OR coalesce(country, '') <> @shown)");
        Add(update, "@name", name);
        Add(update, "@country", (object?)vendor.Country ?? DBNull.Value);
        Add(update, "@shown", vendor.Country ?? "");
        Add(update, "@id", id);
        var changed = update.ExecuteNonQuery() > 0;
        return isNew ? FactAction.Insert : changed ? FactAction.Replace : FactAction.Unchanged;
    }

    public void Committed() => uncommitted.Clear();

    /// <summary>Forgets the vendors of a transaction that was taken back.</summary>
    public void RolledBack()
    {
        foreach (var code in uncommitted)
            ids.Remove(code);
        uncommitted.Clear();
    }

    private int Create(string code)
    {
        using var insert = Command("INSERT INTO vendors (code, code_folded, name) VALUES (@code, @folded, @code) ON CONFLICT (code_folded) DO UPDATE SET code_folded = excluded.code_folded RETURNING id");
        Add(insert, "@code", code);
        Add(insert, "@folded", code.ToUpperInvariant());
        var id = Convert.ToInt32(insert.ExecuteScalar(), CultureInfo.InvariantCulture);
        ids[code] = id;
        uncommitted.Add(code);
        return id;
    }

    private DbCommand Command(string sql)
    {
        var command = session.Connection.CreateCommand();
        command.Transaction = session.Transaction;
        command.CommandText = sql;
        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        if (value is DBNull)
            parameter.DbType = System.Data.DbType.String;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
