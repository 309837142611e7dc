using Insights.Analytics.Jobs;
using Insights.Web.Delivery.Sending;

namespace Insights.Web.Delivery;

/// <summary>Every minute: what is due is made, what waits is sent. Runs at least once and does nothing twice: the outbox's keys see to it.</summary>
internal sealed class DeliverJob(IServiceScopeFactory scopes) : IInsightsJob
{
    public const string JobId = "deliver-mail";

    public string Id => JobId;

    public string Title => "Deliver subscriptions and alerts";

    public string? DefaultSchedule => "0 * * * * ?";

    public bool AfterImport => false;

    /// <summary>What waited while the program was down, or was being sent when it was killed, does not wait for the minute.</summary>
    public async Task<bool> IsDueAtStartAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RunMaker>().IsDueAsync(cancel) || await scope.ServiceProvider.GetRequiredService<Outbox>().IsDueAsync(cancel);
    }

    public async Task<JobOutcome> RunAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var maker = scope.ServiceProvider.GetRequiredService<RunMaker>();
        List<string> problems = [.. await maker.FallDueAsync(cancel)];
        var (mails, notMade) = await maker.MakeAsync(cancel);
        problems.AddRange(notMade);
        try
        {
            mails += await scope.ServiceProvider.GetRequiredService<AlertMailer>().MakeAsync(cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // What is made already goes out; the run then fails with all that was wrong.
            problems.Add("mail about alerts: " + failure.Message);
        }
        progress.Report(new(0.5, "Sending"));
        var (sent, failed) = await scope.ServiceProvider.GetRequiredService<Dispatch>().SendAsync(cancel);
        var gone = await scope.ServiceProvider.GetRequiredService<DeliveryLog>().TidyAsync(cancel);
        if (problems.Count > 0)
            throw new InvalidOperationException("Could not be made: " + string.Join("; ", problems));
        var said = mails + sent + failed == 0 ? "No mail was due." : FormattableString.Invariant($"{mails} made, {sent} sent{(failed > 0 ? $", {failed} not taken by the mail server" : "")}.");
        return new(mails + sent + failed + gone, said);
    }
}
