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
    private readonly HashSet<(string Kind, string Value)> _toBeMapped = [];

    /// <summary>First line of the record, from 1.</summary>
    public int Line { get; protected set; }

    public IReadOnlyList<RowProblem> All => _problems;

    /// <summary>What words of this source mean; set once a file.</summary>
    public ValueMeanings Meanings { get; set; } = ValueMeanings.None;

    /// <summary>Agents of this source that an agents file has named; null where none was.</summary>
    public HashSet<string>? Agents { get; set; }

    /// <summary>Values of this row that somebody has, or will have, to explain.</summary>
    public IReadOnlyCollection<(string Kind, string Value)> ToBeMapped => _toBeMapped;

    public bool IsRejected { get; private set; }
    public bool IsSkipped { get; private set; }
    public bool HasProblems => _problems.Count > 0;

    public void Begin(int line)
    {
        Line = line;
        _problems.Clear();
        if (_toBeMapped.Count > 0)
            _toBeMapped.Clear();
        IsRejected = false;
        IsSkipped = false;
    }

    /// <summary>The row loses its meaning: it is kept out, with its cells, to be corrected.</summary>
    public void Reject(string? column, string? value, string rule, string reason)
    {
        // A column that two fields are read from is told about once.
        var problem = new RowProblem(Severity.Rejected, column, Shown(value), rule, reason);
        if (column is null || !_problems.Contains(problem))
            _problems.Add(problem);
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

    /// <summary>A record that turned out to be no row of data: what was said of its cells is unsaid.</summary>
    protected void SkipInstead(string? value, string rule, string reason)
    {
        _problems.Clear();
        _toBeMapped.Clear();
        IsRejected = false;
        Skip(null, value, rule, reason);
    }

    /// <summary>A required field's problem rejects the row; another's empties the field.</summary>
    public void Bad(bool required, string column, string? value, Fault fault)
    {
        if (required)
            Reject(column, value, fault.Rule, fault.Reason);
        else
            Warn(column, value, fault.Rule, fault.Reason + " The field was left empty.");
    }

    /// <summary>
    /// What a word of the source that is none of ours was said to mean. Null where nobody has said so yet, or it means nothing; the word is kept and
    /// listed to be mapped, and the map goes on as for an unknown word.
    /// </summary>
    /// <param name="kind">One of <see cref="ValueKinds"/>, or the name of a vocabulary of <see cref="Sources.Words"/>.</param>
    public string? Meaning(string kind, string? raw)
    {
        if (string.IsNullOrWhiteSpace(raw))
            return null;
        string value = ValueMeanings.Kept(raw);
        _toBeMapped.Add((kind, value));
        return Meanings.Find(kind, value) is { } meaning && meaning != ValueMeanings.Nothing ? meaning : null;
    }

    /// <summary>True for a word that was said to mean nothing: it is left empty without a remark.</summary>
    public bool MeansNothing(string kind, string? raw) => raw is not null && Meanings.Find(kind, ValueMeanings.Kept(raw)) == ValueMeanings.Nothing;

    /// <summary>A vendor or agent by the name it is known under; a name nobody has confirmed is kept and listed.</summary>
    public string? KnownAs(string kind, string? name, HashSet<string>? known)
    {
        if (name is null)
            return null;
        if (!Meanings.IsEmpty && Meanings.Find(kind, ValueMeanings.Kept(name)) is { } meaning)
        {
            if (string.Equals(meaning, name, StringComparison.OrdinalIgnoreCase))
                return name;
            _toBeMapped.Add((kind, ValueMeanings.Kept(name)));
            return meaning == ValueMeanings.Nothing ? null : meaning;
        }

        if (known is not null && !known.Contains(name))
            _toBeMapped.Add((kind, ValueMeanings.Kept(name)));
        return name;
    }

    /// <summary>Short, on one line, and truncated once more should a card number have come in some other way.</summary>
    internal static string? Shown(string? value)
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
