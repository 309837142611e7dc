using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Insights.Import.Store.Dimensions;
using Insights.Import.Store.Ledger;
using Insights.Import.Store.Undoing;

namespace Insights.Import.Store.Writing;

/// <summary>
/// Vendor codes and their ids. A code seen for the first time becomes a vendor, in the transaction of the rows that name it. Which files name a vendor
/// is kept, so that undoing them all takes it away again.
/// </summary>
internal sealed class VendorDirectory
{
    // Asked from the reading side too.
    private readonly ConcurrentDictionary<string, int> ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<int, string> codes = [];
    private readonly List<string> uncommitted = [];
    private readonly HashSet<(int Vendor, int File)> mentioned = [];
    private readonly List<VendorFile> mentions = [];
    private WriteSession session = null!;
    private int fileId;
    private int lastMentioned;
    private long knownAt;

    /// <summary>Another number when ids that were known are not any more: what was looked up before must be looked up again.</summary>
    public long KnownAt => Volatile.Read(ref knownAt);

    /// <summary>Reads what other writers have added since; call at the start of each transaction.</summary>
    public void Begin(WriteSession current)
    {
        session = current;
        ForFile(0);
        using var command = Command("SELECT count(*), coalesce(max(id), 0) FROM vendors");
        using (var counted = command.ExecuteReader())
        {
            counted.Read();
            if (counted.GetInt64(0) == ids.Count && codes.ContainsKey(counted.GetInt32(1)))
                return;
        }

        Interlocked.Increment(ref knownAt);
        ids.Clear();
        codes.Clear();
        using var all = Command("SELECT id, code FROM vendors");
        using var reader = all.ExecuteReader();
        while (reader.Read())
            Know(reader.GetInt32(0), reader.GetString(1));
    }

    /// <summary>The file whose rows come next; 0 for none: what it names is kept.</summary>
    public void ForFile(int id)
    {
        fileId = id;
        lastMentioned = 0;
    }

    /// <summary>The id of a code, without making the code a vendor; 0 for no code. From any thread.</summary>
    public bool TryKnown(string? code, out int id)
    {
        id = 0;
        return string.IsNullOrWhiteSpace(code) || ids.TryGetValue(code, out id);
    }

    /// <summary>0 for no code.</summary>
    public int Id(string? code)
    {
        if (string.IsNullOrWhiteSpace(code))
            return 0;
        var id = ids.TryGetValue(code, out var known) ? known : Create(code);
        if (id != lastMentioned)
            Mention(id);
        return id;
    }

    public string Code(int id) => codes[id];

    /// <summary>The file being written names this vendor.</summary>
    public void Mention(int id)
    {
        lastMentioned = id;
        if (id != 0 && fileId != 0 && mentioned.Add((id, fileId)))
            mentions.Add(new VendorFile { VendorId = id, FileId = fileId });
    }

    /// <summary>Applies a row of a vendors file; says whether it was new and whether it changed anything.</summary>
    public FactAction Apply(Vendor vendor, bool keepsReplaced)
    {
        if (string.IsNullOrWhiteSpace(vendor.Code))
            return FactAction.Unchanged;
        var isNew = !ids.ContainsKey(vendor.Code);
        var id = Id(vendor.Code);
        var name = string.IsNullOrWhiteSpace(vendor.Name) ? vendor.Code : vendor.Name;
        var stored = Stored(id);
        if (stored.Name == name && (stored.Country ?? "") == (vendor.Country ?? ""))
            return isNew ? FactAction.Insert : FactAction.Unchanged;
        if (keepsReplaced && !isNew)
            BeforeImages.Write(session, [stored], row => DimensionImages.Of<Vendor, VendorDimension>(row, fileId));
        using var update = Command("UPDATE vendors SET name = @name, country = @country, file_id = @file WHERE id = @id");
        Add(update, "@name", name);
        Add(update, "@country", (object?)vendor.Country ?? DBNull.Value);
        Add(update, "@file", fileId);
        Add(update, "@id", id);
        update.ExecuteNonQuery();
        return isNew ? FactAction.Insert : FactAction.Replace;
    }

    /// <summary>Writes which vendors the files of this transaction name for the first time; before the commit.</summary>
    public void WriteMentions() => session.Upsert(
        "vendor_files", ["vendor_id", "file_id"], "(vendor_id, file_id) DO NOTHING", mentions, (row, sink) =>
        {
            sink.Int32(row.VendorId);
            sink.Int32(row.FileId);
        });

    public void Committed()
    {
        uncommitted.Clear();
        mentions.Clear();
    }

    /// <summary>Forgets the vendors of a transaction that was taken back.</summary>
    public void RolledBack()
    {
        if (uncommitted.Count > 0)
            Interlocked.Increment(ref knownAt);
        foreach (var code in uncommitted)
            if (ids.TryRemove(code, out var id))
                codes.Remove(id);
        foreach (var mention in mentions)
            mentioned.Remove((mention.VendorId, mention.FileId));
        uncommitted.Clear();
        mentions.Clear();
    }

    private Vendor Stored(int id)
    {
        using var command = Command("SELECT code, name, country, file_id FROM vendors WHERE id = @id");
        Add(command, "@id", id);
        using var reader = command.ExecuteReader();
        reader.Read();
        return new Vendor
        {
            Id = id,
            Code = reader.GetString(0),
            Name = reader.GetString(1),
            Country = reader.IsDBNull(2) ? null : reader.GetString(2),
            FileId = reader.IsDBNull(3) ? null : reader.GetInt32(3),
        };
    }

    private int Create(string code)
    {
        var folded = code.ToUpperInvariant();
        using var retired = Command("DELETE FROM retired_vendors WHERE code_folded = @folded RETURNING vendor_id");
        Add(retired, "@folded", folded);
        var earlier = retired.ExecuteScalar();
        using var insert = Command(earlier is null
            ? "INSERT INTO vendors (code, code_folded, name, file_id) VALUES (@code, @folded, @code, @file) ON CONFLICT (code_folded) DO UPDATE SET code_folded = excluded.code_folded RETURNING id"
            : "INSERT INTO vendors (id, code, code_folded, name, file_id) VALUES (@id, @code, @folded, @code, @file) ON CONFLICT (code_folded) DO UPDATE SET code_folded = excluded.code_folded RETURNING id");
        Add(insert, "@code", code);
        Add(insert, "@folded", folded);
        Add(insert, "@file", fileId);
        if (earlier is not null)
            Add(insert, "@id", Convert.ToInt32(earlier, CultureInfo.InvariantCulture));
        var id = Convert.ToInt32(insert.ExecuteScalar(), CultureInfo.InvariantCulture);
        Know(id, code);
        uncommitted.Add(code);
        return id;
    }

    private void Know(int id, string code)
    {
        ids[code] = id;
        codes[id] = code;
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
