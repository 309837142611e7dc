using Insights.Import;
using Insights.Web.Hosting.Imports;
using Insights.Web.Pages.Rows;

namespace Insights.Web.Hosting.Rules;

/// <inheritdoc cref="IExemptionDesk"/>
internal sealed class ExemptionDesk(IExemptions exemptions, AfterImport after) : IExemptionDesk
{
    public async Task<IReadOnlyList<ExemptionLine>> OfAsync(int source, string ticket, CancellationToken cancel) =>
        [.. (await exemptions.OfAsync(source, ticket, cancel)).Select(row => new ExemptionLine(row.Id, row.Metric, row.Reason, row.By, row.At, row.WithdrawnBy, row.WithdrawnAt))];

    public async Task<bool> ExemptAsync(int source, string ticket, string? metric, string reason, string by, CancellationToken cancel)
    {
        if (!await exemptions.ExemptAsync(source, ticket, metric, reason, by, cancel))
            return false;
        await after.RunAsync(cancel);
        return true;
    }

    public async Task<bool> WithdrawAsync(int source, string ticket, int id, string by, CancellationToken cancel)
    {
        if (!await exemptions.WithdrawAsync(source, ticket, id, by, cancel))
            return false;
        await after.RunAsync(cancel);
        return true;
    }
}
