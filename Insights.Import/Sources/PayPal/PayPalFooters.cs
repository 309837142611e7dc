using System.Globalization;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;

namespace Insights.Import.Sources.PayPal;

/// <summary>
/// The headers and footers of PayPal's report files, held against the rows. A report of many rows is split into files: only the first has the
/// report's header, only the last the report's footer, and a section's or report's totals then speak of rows of other files too.
/// </summary>
internal sealed class PayPalFooters(MapContext context, IReadOnlyList<string> headers)
{
    private readonly Dictionary<string, Sums> _section = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Sums> _report = new(StringComparer.Ordinal);
    private long _rowsInSection;
    private long _rowsInFile;
    private long _records;
    private bool _sawFileHeader;
    private bool _sawFileFooter;
    private int _part = context.IsLaterPart ? 2 : 1;
    private bool _sectionBegan;

    /// <summary>When the report was made; null where its header is in another file.</summary>
    public DateTime? ReportedAt { get; private set; }

    /// <summary>The account the current section is about.</summary>
    public string? Account { get; private set; }

    public void Row(Currency? currency, bool isCredit, long amount, Currency? feeIn, long fee)
    {
        CountRow();
        if (currency is not null)
        {
            Of(_section, currency).Add(isCredit, amount);
            Of(_report, currency).Add(isCredit, amount);
        }

        if (feeIn is not null && fee != 0)
        {
            Of(_section, feeIn).AddFee(fee);
            Of(_report, feeIn).AddFee(fee);
        }
    }

    public void CountRow()
    {
        _rowsInSection++;
        _rowsInFile++;
        _records++;
    }

    public void Record(IReadOnlyList<string> cells, int line)
    {
        _records++;
        string mark = cells[0].Trim('"').ToUpperInvariant();
        switch (mark)
        {
            case "RH":
                ReportedAt = cells.Count > 1 && InstantText.TryInstant(System.Text.Encoding.UTF8.GetBytes(cells[1]), context.Rules, out var at) is null ? at : null;
                break;
            case "FH":
                _sawFileHeader = true;
                _part = cells.Count > 1 && int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out int part) ? part : _part;
                break;
            case "SH":
                _sectionBegan = true;
                _rowsInSection = 0;
                _section.Clear();
                Account = cells.Count > 3 ? cells[3] : null;
                break;
            case "CH":
                if (!cells.Select(HeaderText.Fold).SequenceEqual(headers.Select(HeaderText.Fold)))
                    throw new ImportRefusedException($"Line {line} begins a section with other columns than the first one of the file. Split the file before that line and import the parts.");
                break;
            case "SF":
                if (IsWhole(_sectionBegan))
                    Total(cells, line, _rowsInSection, _section, "section");
                break;
            case "SC":
                if (IsWhole(_sectionBegan))
                    Count(cells, line, _rowsInSection, "rows of the section");
                _sectionBegan = false;
                break;
            case "RF":
                if (IsWhole(began: true))
                    Total(cells, line, _rowsInFile, _report, "report");
                break;
            case "RC":
                if (IsWhole(began: true))
                    Count(cells, line, _rowsInFile, "rows of the report");
                break;
            case "FF":
                _sawFileFooter = true;
                // What the file's own count counts is not told apart in PayPal's texts: its rows, or all of its records.
                if (Number(cells, 1) is { } count && count != _records && count != _records + 1 && !(context.IsLaterPart && count > _rowsInFile))
                    context.Totals.Check("rows of the file (FF)", count, _rowsInFile, line);
                break;
            default:
                context.Note(null, mark, "record-type-unknown", $"Line {line} has the mark {mark}, which is no record of PayPal's reports known here. It was not read.");
                break;
        }
    }

    public void Finish()
    {
        if (_sawFileHeader && !_sawFileFooter && context.FirstTime("file-footer-missing"))
            context.Note(null, null, "file-footer-missing", "The file begins as PayPal's files do (FH) and does not end so (FF): it was probably cut off, and nobody can tell how many rows are missing. Download it again and import that one too; rows that are here already are not doubled.");
        if (_sawFileHeader && _part > 1 && context.FirstTime("part-of-report"))
            context.Note(null, null, "part-of-report", $"This is part {_part} of a report that was split. Its closing totals speak of all parts, so only this file's own count was checked.");
    }

    /// <summary>The footer speaks of rows of this file alone.</summary>
    private bool IsWhole(bool began) => began && _part <= 1;

    private void Count(IReadOnlyList<string> cells, int line, long found, string what)
    {
        if (Number(cells, 1) is { } count)
            context.Totals.Check($"{what} ({cells[0]})", count, found, line);
    }

    /// <summary>
    /// A count, or (in settlement reports) a currency with the sums of its credits and debits and of the fees on both sides.
    /// </summary>
    private void Total(IReadOnlyList<string> cells, int line, long rows, Dictionary<string, Sums> sums, string what)
    {
        if (Number(cells, 1) is { } count)
        {
            context.Totals.Check($"rows of the {what} ({cells[0]})", count, rows, line);
            return;
        }

        if (cells.Count < 4 || context.Profile.Currencies.Find(cells[1]) is not { } currency)
            return;
        if (Stored(cells, 2, currency) is not { } first || Stored(cells, 3, currency) is not { } second)
            return;
        var found = Of(sums, currency);
        // Which of the two sides comes first differs between versions of the report; equal as a pair is equal.
        if ((first, second) != (found.Credits, found.Debits) && (second, first) != (found.Credits, found.Debits))
        {
            context.Totals.Check($"{currency.Code} total of the {what} ({cells[0]})", first, Nearest(first, found.Credits, found.Debits), line, currency);
            context.Totals.Check($"{currency.Code} second total of the {what} ({cells[0]})", second, Nearest(second, found.Debits, found.Credits), line, currency);
        }

        if (Stored(cells, 4, currency) is { } firstFee && Stored(cells, 5, currency) is { } secondFee
            && (firstFee, secondFee) != (found.FeeCredits, found.FeeDebits) && (secondFee, firstFee) != (found.FeeCredits, found.FeeDebits))
        {
            context.Totals.Check($"{currency.Code} fees of the {what} ({cells[0]})", firstFee + secondFee, found.FeeCredits + found.FeeDebits, line, currency);
        }
    }

    private static long Nearest(long expected, long one, long other) => expected == other ? other : one;

    private static long? Number(IReadOnlyList<string> cells, int at) =>
        at < cells.Count && long.TryParse(cells[at].Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static long? Stored(IReadOnlyList<string> cells, int at, Currency currency) =>
        Number(cells, at) is { } minor && currency.TryStored(minor, out long stored) is null ? stored : null;

    private static Sums Of(Dictionary<string, Sums> sums, Currency currency) => sums.TryGetValue(currency.Code, out var known) ? known : sums[currency.Code] = new Sums();

    private sealed class Sums
    {
        public long Credits { get; private set; }
        public long Debits { get; private set; }
        public long FeeCredits { get; private set; }
        public long FeeDebits { get; private set; }

        public void Add(bool isCredit, long amount)
        {
            if (isCredit)
                Credits += amount;
            else
                Debits += amount;
        }

        public void AddFee(long fee)
        {
            if (fee > 0)
                FeeDebits += fee;
            else
                FeeCredits -= fee;
        }
    }
}
