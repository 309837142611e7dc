using Insights.Import.Store.Keys;
using SQLitePCL;

namespace Insights.Import.Store.Sqlite;

/// <summary>Lets SQL look into a page of ids. Every connection to reporting.db has the function.</summary>
internal static class IdPageFunction
{
    public const string Name = "key_of_id";

    /// <summary>For queries alone: the key a page has under a hash, or a number no fact has.</summary>
    public static long KeyOf(byte[] ids, long idHash) => IdPages.KeyOf(ids, idHash) ?? None;

    private const long None = long.MinValue;

    public static void AddTo(sqlite3 database)
    {
        var result = raw.sqlite3_create_function(database, Name, 2, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null, static (context, _, arguments) =>
            raw.sqlite3_result_int64(context, IdPages.KeyOf(raw.sqlite3_value_blob(arguments[0]), raw.sqlite3_value_int64(arguments[1])) ?? None));
        if (result != raw.SQLITE_OK)
            throw new InvalidOperationException($"SQLite did not take the function {Name}: {raw.sqlite3_errmsg(database).utf8_to_string()}");
    }
}
