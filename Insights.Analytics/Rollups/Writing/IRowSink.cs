namespace Insights.Analytics.Rollups.Writing;

/// <summary>Takes the values of a row in the order of the table's columns.</summary>
internal interface IRowSink
{
    void Int32(int value);

    void Int64(long value);

    void Text(string? value);

    void Flag(bool value);

    void Bytes(byte[] value);

    void Null32();

    void Null64();
}

internal static class RowSinkExtensions
{
    public static void Instant(this IRowSink sink, DateTime value) => sink.Int64(Import.Store.UnixTime.ToSeconds(value));

    public static void Instant(this IRowSink sink, DateTime? value)
    {
        if (value is { } instant)
            sink.Instant(instant);
        else
            sink.Null64();
    }

    public static void Day(this IRowSink sink, DateOnly? value)
    {
        if (value is { } day)
            sink.Int32(Import.Store.UnixTime.ToDays(day));
        else
            sink.Null32();
    }

    public static void Int32(this IRowSink sink, int? value)
    {
        if (value is { } number)
            sink.Int32(number);
        else
            sink.Null32();
    }

    public static void Int64(this IRowSink sink, long? value)
    {
        if (value is { } number)
            sink.Int64(number);
        else
            sink.Null64();
    }
}
