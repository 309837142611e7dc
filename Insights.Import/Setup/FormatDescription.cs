namespace Insights.Import;

/// <summary>A layout the product reads, as a person needs to know it.</summary>
/// <param name="Kind">transactions, tickets, ticket-events, chargebacks, chargeback-events, vendors, agents, fx-rates, calendars, sla-policies; what mappings name. Empty for a provider's own layout.</param>
/// <param name="IsMapped">A user's own mapping.</param>
/// <param name="Shape">csv or json.</param>
/// <param name="Template">For canonical kinds: a CSV with the header and one example row, to download; else null.</param>
public sealed record FormatDescription(string Id, string Title, string Kind, string Source, bool IsMapped, string Shape, IReadOnlyList<FieldDescription> Fields, string? Template);

/// <summary>One field of a layout.</summary>
/// <param name="Headers">The column's name and the other names it goes by.</param>
/// <param name="Type">text, id, instant, amount, currency, word, yes-no, digits, country.</param>
/// <param name="Words">The accepted words of a closed vocabulary.</param>
/// <param name="Meaning">What the field says; empty for a provider's own layout.</param>
public sealed record FieldDescription(string Name, IReadOnlyList<string> Headers, bool IsRequired, string Type, IReadOnlyList<string> Words, string Meaning, string Example);
