namespace Insights.Web.Pages.DataHealth;

/// <summary>The few ways in which files write times and amounts, in words.</summary>
internal static class Choices
{
    private const string AsFormat = "as the format says";

    public static readonly IReadOnlyList<Choice> Dates =
        [new("", AsFormat), new("iso", "year first: 2026-05-04"), new("day-first", "day first: 04/05 is the 4th of May"), new("month-first", "month first: 04/05 is April 5")];

    public static readonly IReadOnlyList<Choice> Amounts =
        [new("", AsFormat), new("major", "1234.50"), new("decimal-comma", "1.234,50"), new("decimal-point", "1,234.50"), new("minor", "minor units: 123450 is 1234.50")];

    public static readonly IReadOnlyList<Choice> Negatives =
        [new("", "rejected"), new("refund", "a refund"), new("ignore", "read without its sign")];

    public static readonly IReadOnlyList<Choice> Currencies =
        [new("", AsFormat), new("iso", "ISO 4217"), new("two", "two for every currency"), new("stripe", "as Stripe counts them"), new("adyen", "as Adyen counts them")];

    public static readonly IReadOnlyList<Choice> TestRows =
        [new("", "left out and counted"), new("keep", "kept")];

    /// <summary>Those that files of our users' countries come in; any other name may be typed.</summary>
    public static readonly IReadOnlyList<Choice> Encodings =
    [
        new("utf-8", "UTF-8"), new("utf-16", "UTF-16, little end first"), new("utf-16be", "UTF-16, big end first"), new("windows-1252", "Windows, Western"), new("iso-8859-15", "ISO Latin 9, Western with €"),
        new("windows-1250", "Windows, Central European"), new("iso-8859-2", "ISO Latin 2, Central European"), new("windows-1251", "Windows, Cyrillic"), new("koi8-r", "KOI8-R, Cyrillic"),
        new("windows-1253", "Windows, Greek"), new("windows-1254", "Windows, Turkish"), new("windows-1255", "Windows, Hebrew"), new("windows-1256", "Windows, Arabic"), new("windows-1257", "Windows, Baltic"),
        new("shift_jis", "Shift JIS, Japanese"), new("euc-jp", "EUC, Japanese"), new("gb18030", "GB 18030, Chinese"), new("big5", "Big5, Chinese"), new("euc-kr", "EUC, Korean"),
        new("macintosh", "Mac OS Roman"), new("ibm850", "DOS, Western"),
    ];

    public static readonly IReadOnlyList<Choice> VendorWays =
    [
        new("", AsFormat), new("column", "in a column"), new("metadata", "in a metadata key of the payment"), new("account", "the provider's account"), new("constant", "always the same"),
        new("field", "in a field, such as descriptor"), new("custom_field", "in a custom field of the help desk"), new("path", "in a property of a JSON record"),
    ];
}

internal sealed record Choice(string Value, string Text);
