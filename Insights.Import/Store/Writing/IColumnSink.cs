namespace Insights.Import.Store.Writing;

/// <summary>Takes a row's values column by column: into a prepared statement, a COPY stream, or a hash. Instants are unix seconds.</summary>
internal interface IColumnSink
{
    void Int64(long value);

    void Int64(long? value);

    void Int32(int value);

    void Int32(int? value);

    void Text(string? value);

    void Flag(bool value);

    void Instant(DateTime value);

    void Instant(DateTime? value);
}
