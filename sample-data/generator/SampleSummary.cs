namespace Insights.SampleData;

/// <summary>What was written.</summary>
/// <param name="Files">Full paths of the files to import, in the order to import them: settings first, then payments, disputes, tickets.</param>
/// <param name="TruthFile">The planted patterns as JSON; not for import.</param>
public sealed record SampleSummary(
    string Folder,
    IReadOnlyList<string> Files,
    string TruthFile,
    long Transactions,
    long Tickets,
    long TicketEvents,
    long Chargebacks,
    long ChargebackEvents,
    IReadOnlyList<PlantedPattern> Patterns);
