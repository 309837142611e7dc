using NodaTime;

namespace Insights.Analytics.Metrics.Chargebacks.Ledger;

/// <summary>
/// A dispute's events, in whatever order they came, to where it stands. The current state is the last event by time, unless the dispute's own row is newer;
/// what a row says of its past (evidence sent, decided) joins the events where these are silent.
/// </summary>
public static class DisputeMachine
{
    public static DisputeStanding Derive(DisputeCase dispute)
    {
        var (steps, told) = StepsOf(dispute);
        var last = steps[^1];
        var stage = DisputeStage.Notice;
        var cycle = 1;
        var lateWin = false;
        string? before = null;
        Instant? notice = null, responded = null, challenged = null;
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            if (DisputeState.StageOf(step.State) is { } reached && reached > stage)
                stage = reached;
            if (step.State is DisputeState.FraudNotice or DisputeState.Alert)
                notice ??= step.At;
            if (step.State == DisputeState.Challenged)
                challenged ??= step.At;
            // A row that says "challenged" and no time of it says nothing of how fast that was.
            if ((step.State is DisputeState.Challenged or DisputeState.Accepted or DisputeState.InquiryAnswered) && (i < told || (step.State == DisputeState.Accepted && dispute.DecidedAt is not null)))
                responded ??= step.At;
            if (before is not null && IsNewRound(before, step.State))
                cycle++;
            if (step.State == DisputeState.Won && steps.Take(i).Any(each => DisputeOutcome.IsLost(each.State)))
                lateWin = true;
            before = step.State;
        }
        if (dispute.EvidenceSubmittedAt is { } sent)
            responded = responded is { } answer ? Instant.Min(answer, sent) : sent;

        var closed = DisputeState.IsClosed(last.State);
        var rowDecides = closed && last.State == dispute.State && dispute.DecidedAt is not null;
        var decided = closed ? rowDecides ? dispute.DecidedAt : last.At : null;
        var provisional = dispute.OutcomeIsProvisional && last.State == dispute.State && DisputeOutcome.IsDecided(last.State);
        return new()
        {
            State = last.State,
            Since = last.At,
            Stage = stage,
            Cycle = cycle,
            Outcome = closed ? last.State : null,
            DecidedAt = decided,
            FinalAt = decided is { } at && provisional ? at + ProvisionalTime.Of(dispute.Network) : decided,
            NoticeAt = notice,
            RespondedAt = responded,
            Challenged = challenged is not null || dispute.EvidenceSubmittedAt is not null || last.State == DisputeState.Won,
            RespondedLate = Late(dispute.DueAt, responded, last.State),
            OpenedAsLost = steps.FirstOrDefault(step => DisputeState.StageOf(step.State) >= DisputeStage.Chargeback).State == DisputeState.Lost
                && dispute.EvidenceSubmittedAt is null,
            LateWin = lateWin,
            Steps = steps,
        };
    }

    /// <summary>Null without a due date, and while there is neither an answer nor an end: the page compares with the clock.</summary>
    private static bool? Late(Instant? due, Instant? responded, string state) => (due, responded) switch
    {
        (null, _) => state == DisputeState.Expired ? true : null,
        (_, { } answer) => answer > due,
        _ => state == DisputeState.Expired ? true : null,
    };

    /// <summary>Another round begins with a later cycle's own state, with a new demand after an outcome, and with an outcome turned round without one.</summary>
    private static bool IsNewRound(string before, string after) =>
        after is DisputeState.PreArbitration or DisputeState.Arbitration
        || (DisputeOutcome.IsDecided(before) && (after == DisputeState.NeedsResponse || (DisputeOutcome.IsDecided(after) && DisputeOutcome.IsWon(before) != DisputeOutcome.IsWon(after))));

    /// <summary>The steps in order, and how many of them events told; the rest is read off the row.</summary>
    private static (List<DisputeEvent> Steps, int Told) StepsOf(DisputeCase dispute)
    {
        var steps = new List<DisputeEvent>();
        foreach (var each in dispute.Events.Where(each => each.State.Length > 0)
            .OrderBy(each => each.At).ThenBy(each => DisputeState.Rank(each.State)).ThenBy(each => each.EventId, StringComparer.Ordinal))
        {
            // A state that is told again is no step.
            if (steps.Count == 0 || steps[^1].State != each.State)
                steps.Add(each);
        }

        var told = steps.Count;
        // Without events all there is to tell is the row; with them the row counts when it is newer, or of the same second.
        if (steps.Count == 0)
        {
            if (dispute.EvidenceSubmittedAt is { } sent && dispute.State is DisputeState.Won or DisputeState.Lost or DisputeState.PreArbitration or DisputeState.Arbitration)
                steps.Add(new(sent, DisputeState.Challenged, ""));
            steps.Add(new(TimeOfState(dispute, steps), dispute.State, ""));
        }
        else if (dispute.State.Length > 0 && steps[^1].State != dispute.State && dispute.ReportedAt is { } reported && reported >= steps[^1].At)
        {
            steps.Add(new(Instant.Max(steps[^1].At, TimeOfState(dispute, steps)), dispute.State, ""));
        }
        return (steps, told);
    }

    private static Instant TimeOfState(DisputeCase dispute, List<DisputeEvent> steps)
    {
        var at = dispute.State switch
        {
            DisputeState.Challenged => dispute.EvidenceSubmittedAt,
            _ when DisputeState.IsClosed(dispute.State) => dispute.DecidedAt ?? dispute.ReportedAt,
            _ when steps.Count > 0 => dispute.ReportedAt,
            _ => null,
        };
        return at ?? dispute.OpenedAt;
    }
}
