using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Insights.Import.Store;

/// <summary>What a failure of the database means for a person, and what to do.</summary>
public static class StoreTrouble
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int InputOutput = 10;
    private const int Full = 13;

    /// <summary>Null for a failure that has nothing to do with the database.</summary>
    public static string? Of(Exception failure)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            if (inner is SqliteException sqlite)
                return sqlite.SqliteErrorCode switch
                {
                    Busy or Locked => "Another process is writing to the store and did not let go in time. Wait until it has finished, then run the same again.",
                    Full => "The disk that holds the store is full. Make room, then run the same again.",
                    InputOutput => $"The disk that holds the store reports an error ({sqlite.Message}). See to the disk, then run the same again.",
                    _ => sqlite.Message,
                };
            if (inner is DbException other)
                return other.Message;
        }

        return null;
    }
}
