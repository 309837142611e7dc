using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Insights.Web.Exports.Excel;

internal enum Tone { Normal, Muted, Good, Bad, Link, Title, Heading, Header }

/// <summary>How one cell looks. Equal looks share one entry of the workbook's style sheet.</summary>
internal readonly record struct CellLook(string Format = "General", Tone Tone = Tone.Normal, bool Bold = false, bool Wrap = false, bool Quoted = false, bool Total = false, bool Right = false);

/// <summary>Collects the looks a workbook uses while its rows are written; the style sheet is written after them.</summary>
internal sealed class StyleBook
{
    private readonly Dictionary<CellLook, int> indexes = [];
    private readonly List<CellLook> looks = [];

    public StyleBook() => Index(new CellLook());

    public int Index(CellLook look)
    {
        if (indexes.TryGetValue(look, out var index))
            return index;
        indexes[look] = looks.Count;
        looks.Add(look);
        return looks.Count - 1;
    }

    public Stylesheet Build()
    {
        var formats = looks.Select(look => look.Format).Where(format => format != "General").Distinct().ToList();
        var fonts = looks.Select(FontOf).Distinct().ToList();
        return new Stylesheet(
            new NumberingFormats(formats.Select((format, i) => new NumberingFormat { NumberFormatId = FormatId(i), FormatCode = format })) { Count = (uint)formats.Count },
            new Fonts(fonts.Select(BuildFont)) { Count = (uint)fonts.Count },
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
                new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE8ECF1" }) { PatternType = PatternValues.Solid }))
            { Count = 3 },
            new Borders(
                new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()),
                new Border(new LeftBorder(), new RightBorder(), new TopBorder(new Color { Rgb = "FF5B6472" }) { Style = BorderStyleValues.Thin }, new BottomBorder(), new DiagonalBorder()))
            { Count = 2 },
            new CellStyleFormats(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }) { Count = 1 },
            new CellFormats(looks.Select(look => BuildFormat(look, formats, fonts))) { Count = (uint)looks.Count },
            new CellStyles(new DocumentFormat.OpenXml.Spreadsheet.CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }) { Count = 1 },
            new DifferentialFormats { Count = 0 },
            new TableStyles { Count = 0, DefaultTableStyle = "TableStyleLight1", DefaultPivotStyle = "PivotStyleLight16" });
    }

    // Ids below 164 belong to the spreadsheet program's own formats.
    private static uint FormatId(int index) => 164 + (uint)index;

    private static (Tone Tone, bool Bold) FontOf(CellLook look) =>
        (look.Tone, look.Bold || look.Total || look.Tone is Tone.Title or Tone.Heading or Tone.Header);

    private static Font BuildFont((Tone Tone, bool Bold) font)
    {
        var built = new Font();
        if (font.Bold)
            built.Append(new Bold());
        if (font.Tone == Tone.Link)
            built.Append(new Underline());
        built.Append(new FontSize { Val = font.Tone switch { Tone.Title => 16, Tone.Heading => 13, _ => 11 } });
        built.Append(font.Tone switch
        {
            Tone.Muted => new Color { Rgb = "FF5B6472" },
            Tone.Good => new Color { Rgb = "FF1B7F4B" },
            Tone.Bad => new Color { Rgb = "FFB3261E" },
            Tone.Link => new Color { Rgb = "FF1F5FBF" },
            _ => new Color { Theme = 1 },
        });
        built.Append(new FontName { Val = "Calibri" }, new FontFamilyNumbering { Val = 2 });
        return built;
    }

    private static CellFormat BuildFormat(CellLook look, List<string> formats, List<(Tone, bool)> fonts)
    {
        var format = new CellFormat
        {
            NumberFormatId = look.Format == "General" ? 0 : FormatId(formats.IndexOf(look.Format)),
            FontId = (uint)fonts.IndexOf(FontOf(look)),
            FillId = look.Tone == Tone.Header ? 2U : 0U,
            BorderId = look.Total ? 1U : 0U,
            FormatId = 0,
            ApplyNumberFormat = true,
            ApplyFont = true,
            ApplyFill = true,
            ApplyBorder = true,
        };
        // Keeps text that starts like a formula text even after somebody edits the cell.
        if (look.Quoted)
            format.QuotePrefix = true;
        if (look.Wrap || look.Right)
        {
            format.ApplyAlignment = true;
            format.Alignment = new Alignment { WrapText = look.Wrap ? true : null, Vertical = VerticalAlignmentValues.Top, Horizontal = look.Right ? HorizontalAlignmentValues.Right : null };
        }
        return format;
    }
}
