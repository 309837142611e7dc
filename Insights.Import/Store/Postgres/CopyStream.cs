using Npgsql;

namespace Insights.Import.Store.Postgres;

/// <summary>One COPY into a table. Disposed before <see cref="Complete"/>, nothing is copied.</summary>
internal sealed class CopyStream : IDisposable
{
    private const int SendAt = 1 << 16;

    private readonly NpgsqlRawCopyStream stream;
    private bool completed;

    public CopyStream(NpgsqlConnection connection, string table, IReadOnlyCollection<string> columns)
    {
        stream = connection.BeginRawBinaryCopy($"COPY {table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)");
        Rows = new CopyRows(columns.Count);
        Rows.Begin();
    }

    /// <summary>Takes the values of the row that was started.</summary>
    public CopyRows Rows { get; }

    public void StartRow()
    {
        SendFull();
        Rows.StartRow();
    }

    /// <summary>A row made by <see cref="CopyForm"/>, under the key that was settled for it.</summary>
    public void Row(ReadOnlySpan<byte> form, long key)
    {
        SendFull();
        Rows.Add(form, key);
    }

    public void Complete()
    {
        Rows.End();
        stream.Write(Rows.Written);

        // Here the server says what it refuses, and there is nothing left to cancel: that would only hide what it said.
        completed = true;
        stream.Dispose();
    }

    public void Dispose()
    {
        if (completed)
            return;
        // A stream that is closed tells the server that all has come.
        completed = true;
        stream.Cancel();
        stream.Dispose();
    }

    private void SendFull()
    {
        if (Rows.Used < SendAt)
            return;
        stream.Write(Rows.Written);
        Rows.Clear();
    }
}
