namespace Insights.Web.Pages.Rows;

/// <summary>Takes tickets out of judgement, and back in. The numbers follow by the job that follows every change of facts.</summary>
internal interface IExemptionDesk
{
    /// <summary>Newest first, those taken back among them.</summary>
    Task<IReadOnlyList<ExemptionLine>> OfAsync(int source, string ticket, CancellationToken cancel);

    /// <param name="metric">Metric id; null = the whole ticket.</param>
    Task<bool> ExemptAsync(int source, string ticket, string? metric, string reason, string by, CancellationToken cancel);

    Task<bool> WithdrawAsync(int source, string ticket, int id, string by, CancellationToken cancel);
}

/// <param name="Metric">Metric id; null = the whole ticket.</param>
internal sealed record ExemptionLine(int Id, string? Metric, string Reason, string By, DateTime At, string? WithdrawnBy, DateTime? WithdrawnAt);
