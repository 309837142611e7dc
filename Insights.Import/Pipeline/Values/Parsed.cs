namespace Insights.Import.Pipeline.Values;

/// <summary>What kept a text from being a value: a stable rule id, what is wrong, and what to do.</summary>
internal sealed record Fault(string Rule, string Reason);
