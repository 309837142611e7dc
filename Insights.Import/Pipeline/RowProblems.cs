using Insights.Import.Pipeline.Values;
using Insights.Import.Store.Ledger;

namespace Insights.Import.Pipeline;

internal enum Severity
{
    Warning,
    Skipped,
    Rejected,
}

/// <summary>Everything that is wrong with the record being read. All of it is told, not only the first.</summary>
internal class RowProblems
{
    private const int ShownValueLength = 80;
    private readonly List<RowProblem> _problems = [];

    /// <summary>First line of the record, from 1.</summary>
    public int Line { get; protected set; }

    public IReadOnlyList<RowProblem> All => _problems;
    public bool IsRejected { get; private set; }
    public bool IsSkipped { get; private set; }
    public bool HasProblems => _problems.Count > 0;

    public void Begin(int line)
    {
        Line = line;
        _problems.Clear();
        IsRejected = false;
        IsSkipped = false;
    }

    /// <summary>The row loses its meaning: it is kept out, with its cells, to be corrected.</summary>
    public void Reject(string? column, string? value, string rule, string reason)
    {
        _problems.Add(new RowProblem(Severity.Rejected, column, Shown(value), rule, reason));
        IsRejected = true;
    }

    public void Reject(string? column, string? value, Fault fault) => Reject(column, value, fault.Rule, fault.Reason);

    /// <summary>A field was emptied or a doubt remains; the row is stored.</summary>
    public void Warn(string? column, string? value, string rule, string reason) =>
        _problems.Add(new RowProblem(Severity.Warning, column, Shown(value), rule, reason));

    /// <summary>The row is left out on purpose, such as a test payment.</summary>
    public void Skip(string? column, string? value, string rule, string reason)
    {
        _problems.Add(new RowProblem(Severity.Skipped, column, Shown(value), rule, reason));
        IsSkipped = true;
    }

    /// <summary>A required field's problem rejects the row; another's empties the field.</summary>
    public void Bad(bool required, string column, string? value, Fault fault)
    {
        if (required)
            Reject(column, value, fault.Rule, fault.Reason);
        else
            Warn(column, value, fault.Rule, fault.Reason + " The field was left empty.");
    }

    /// <summary>Short, on one line, and truncated once more should a card number have come in some other way.</summary>
    private static string? Shown(string? value)
    {
        if (value is null)
            return null;
        int found = 0;
        value = CardNumbers.Truncate(value, isCardColumn: false, ref found);
        if (value.Length > ShownValueLength)
            value = string.Concat(value.AsSpan(0, ShownValueLength - 1), "…");
        return value.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0
            ? value
            : string.Create(value.Length, value, static (span, text) =>
            {
                for (int i = 0; i < span.Length; i++)
                    span[i] = text[i] < ' ' ? ' ' : text[i];
            });
    }
}

internal sealed record RowProblem(Severity Severity, string? Column, string? Value, string Rule, string Reason)
{
    public RejectedRow ToLedger(int fileId, int line, string? record) => new()
    {
        FileId = fileId,
        Line = line,
        Severity = Name(Severity),
        Column = Column,
        Value = Value,
        Rule = Rule,
        Reason = Reason,
        Record = record,
    };

    public static string Name(Severity severity) => severity switch
    {
        Severity.Warning => "warning",
        Severity.Skipped => "skipped",
        _ => "rejected",
    };
}
