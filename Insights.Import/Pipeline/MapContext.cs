using System.Text;
using System.Text.Json;
using Insights.Import.Pipeline.Values;
using Insights.Import.Sources;

namespace Insights.Import.Pipeline;

/// <summary>What the maps of one file share beside its columns: the file's conventions, whose its rows are, what they add up to.</summary>
/// <param name="columns">Null for JSON files, whose records name their properties themselves.</param>
internal sealed class MapContext(FormatProfile profile, ColumnMap? columns = null)
{
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private readonly List<RowProblem> _notes = [];
    private Ordinals? _ordinals;

    public FormatProfile Profile { get; } = profile;

    /// <summary>How the file writes times and amounts.</summary>
    public ValueRules Rules { get; } = ValueRules.Of(profile);

    /// <summary>The file begins with rows: a later part of a report that was split (<see cref="FormatProfile.LaterPart"/>).</summary>
    public bool IsLaterPart { get; init; }

    /// <summary>For profiles with <see cref="FormatProfile.HasControlTotals"/>.</summary>
    public ControlTotals Totals { get; } = new();

    /// <summary>The record being mapped; maps report to it through their own argument.</summary>
    private RowProblems? _current;

    /// <summary>Before the first record: the row knows what the source's words mean.</summary>
    public void Attach(RowProblems row)
    {
        _current = row;
        row.Meanings = Profile.Meanings;
        row.Agents = Profile.Meanings.Agents;
    }

    /// <summary>Whose the row is, by the source's rule; null where the row does not tell.</summary>
    public string? VendorOf(Row row) => VendorOf(row, columns?.Vendor ?? Column.None);

    /// <summary>As <see cref="VendorOf(Row)"/>, with the column the format itself keeps vendors in; a rule of the installation goes first.</summary>
    public string? VendorOf(Row row, Column column)
    {
        var rule = Profile.Vendor;
        return Known(rule.Constant ?? rule.Resolve(row.Pooled(rule.IsOwn && columns is not null ? columns.Vendor : column)));
    }

    /// <summary>Whose a JSON record is.</summary>
    /// <param name="byFormat">What the format itself says; a rule of the installation takes its place.</param>
    public string? VendorOf(JsonElement record, string? byFormat = null)
    {
        var rule = Profile.Vendor;
        return Known(rule.Resolve(rule.IsOwn ? JsonVendor.TextOf(record, rule) : byFormat ?? JsonVendor.TextOf(record, rule)));
    }

    private string? Known(string? vendor) => _current is null ? vendor : _current.KnownAs(ValueKinds.Vendor, vendor, Profile.Meanings.Vendors);

    /// <summary>An instant by the file's conventions; same as <see cref="Row.Instant(Column)"/>.</summary>
    public DateTime? Instant(Row row, Column column) => row.Instant(column);

    /// <summary>An instant whose zone stands in a column beside it.</summary>
    public DateTime? Instant(Row row, Column column, Column zone) => row.Instant(column, Column.None, zone);

    /// <summary>An instant of which day, time and zone stand in columns of their own.</summary>
    public DateTime? Instant(Row row, Column date, Column time, Column zone) => row.Instant(date, time, zone);

    /// <summary>A day without a time of day: its first instant in the file's zone.</summary>
    public DateTime? Day(Row row, Column column) => row.Instant(column, Column.None, Column.None, atNight: true);

    /// <summary>An amount by the file's conventions; negative only where they are <see cref="SignConvention.Signed"/>.</summary>
    public long? Amount(Row row, Column column, Currency? currency) => row.Amount(column, currency);

    /// <summary>An amount of which a user's own convention says what a negative one means; never negative itself.</summary>
    public long? Amount(Row row, Column column, Currency? currency, out bool isNegative)
    {
        isNegative = false;
        if (Profile.Negatives == NegativeAmounts.Rejected)
            return row.Amount(column, currency);
        long? amount = row.SignedAmount(column, currency);
        isNegative = amount < 0;
        return amount is { } some ? Math.Abs(some) : null;
    }

    public DateTime? Instant(JsonElement record, string property, RowProblems row, bool required = false) => JsonFields.Instant(record, property, row, Rules, required);

    public long? Amount(JsonElement record, string property, Currency? currency, RowProblems row, bool required = false) => JsonFields.Amount(record, property, currency, row, Rules, required);

    /// <summary>The row's place among identical ones of this file, from 0. The key holds all that makes rows identical.</summary>
    public int Ordinal(string key) => Ordinal(Encoding.UTF8.GetBytes(key));

    public int Ordinal(ReadOnlySpan<byte> key) => (_ordinals ??= new Ordinals()).Next(key);

    /// <summary>True when the row is of the provider's test mode and was skipped for it; the map then returns. A source may keep such rows.</summary>
    public bool IsLeftOutAsTest(RowProblems row, bool isTest, string? column, string? value)
    {
        if (!isTest || Profile.KeepsTestRows)
            return false;
        row.Skip(column, value, "test-mode", "A row of the provider's test mode. Test rows are left out of all numbers.");
        return true;
    }

    /// <summary>True the first time it is asked: for remarks that would say the same on every row.</summary>
    public bool FirstTime(string remark) => _said.Add(remark);

    /// <summary>A warning about the file as a whole, or about rows a map had held back until <see cref="IRowMap.Finish"/>.</summary>
    public void Note(string? column, string? value, string rule, string reason)
    {
        int found = 0;
        _notes.Add(new RowProblem(Severity.Warning, column, value is null ? null : CardNumbers.Truncate(value, isCardColumn: false, ref found), rule, reason));
    }

    /// <summary>Hands over the notes taken so far.</summary>
    public IReadOnlyList<RowProblem> TakeNotes()
    {
        RowProblem[] notes = [.. _notes];
        _notes.Clear();
        return notes;
    }
}
