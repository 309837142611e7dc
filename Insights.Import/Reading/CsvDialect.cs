namespace Insights.Import.Reading;

/// <summary>How a delimited file separates and quotes its cells.</summary>
/// <param name="Delimiter">The delimiter, or the first byte of one that is longer (<see cref="DelimiterRest"/>).</param>
/// <param name="Quote">Opens and closes a cell that holds delimiters or line breaks; 0 where the file quotes nothing.</param>
internal readonly record struct CsvDialect(byte Delimiter, byte Quote)
{
    public static CsvDialect Comma { get; } = new((byte)',', (byte)'"');

    /// <summary>What follows the first byte in a delimiter of several: the blank of ", ".</summary>
    public string DelimiterRest { get; init; } = "";

    /// <summary>What stands before a quote that is text: the quote itself (doubled), a backslash, or 0 where nothing does.</summary>
    public byte Escape { get; init; } = Quote;

    /// <summary>The delimiter as text.</summary>
    public string DelimiterText => (char)Delimiter + DelimiterRest;

    /// <summary>For the ledger and the result page.</summary>
    public override string ToString()
    {
        string name = DelimiterText switch
        {
            "," => "comma",
            ";" => "semicolon",
            "\t" => "tab",
            "|" => "pipe",
            " " => "blank",
            ", " => "comma and blank",
            var other => $"'{other}'",
        };
        if (Quote != (byte)'"')
            name += Quote == 0 ? ", no quotes" : $", quoted by {(char)Quote}";
        if (Escape != Quote && Escape != 0)
            name += $", escaped by {(char)Escape}";
        return name;
    }
}
