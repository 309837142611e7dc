namespace Insights.Import.Reading;

/// <summary>How a delimited file separates and quotes its cells.</summary>
internal readonly record struct CsvDialect(byte Delimiter, byte Quote)
{
    public static CsvDialect Comma { get; } = new((byte)',', (byte)'"');

    /// <summary>For the ledger and the result page.</summary>
    public override string ToString() => Delimiter switch
    {
        (byte)',' => "comma",
        (byte)';' => "semicolon",
        (byte)'\t' => "tab",
        (byte)'|' => "pipe",
        _ => ((char)Delimiter).ToString(),
    };
}
