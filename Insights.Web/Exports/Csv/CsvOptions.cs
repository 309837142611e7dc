namespace Insights.Web.Exports.Csv;

internal enum CsvFlavour
{
    /// <summary>UTF-8 with BOM, amounts in major units, totals and cap as last rows; text that a spreadsheet would run as a formula is neutralised.</summary>
    Excel,

    /// <summary>RFC 4180: raw values, ISO dates, minor units, seconds; the unit is in the header's name; no totals.</summary>
    Machine,
}

/// <param name="Separator">Comma or semicolon. With a semicolon the Excel flavour writes decimal commas, as spreadsheets of those countries read them.</param>
internal sealed record CsvOptions(CsvFlavour Flavour, char Separator = ',')
{
    public static readonly CsvOptions Excel = new(CsvFlavour.Excel);
    public static readonly CsvOptions Machine = new(CsvFlavour.Machine);

    public char Decimal => Flavour == CsvFlavour.Excel && Separator == ';' ? ',' : '.';
}
