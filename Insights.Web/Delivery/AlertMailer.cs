using System.Security.Cryptography;
using System.Text;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Alerts;
using Insights.Analytics.Reports.Trends;
using Insights.Web.Delivery.Sending;
using Insights.Web.Pages.Alerts;
using Insights.Web.Pages.Shared;
using Insights.Web.Portal;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Web.Delivery;

/// <summary>
/// Alerts by mail, to those who asked: what began and what is over since the last mail, together in one, each once. What a person has muted is not told.
/// </summary>
internal sealed class AlertMailer(PortalStore store, IAlertQueries alerts, IAlertLimits limits, AlertMutes mutes, Readers readers, SignedLinks links, IWorkspaceSettings settings, MailOptions options, TimeProvider clock)
{
    private const string Over = ":over";

    public async Task<bool> IsChosenAsync(int userId, CancellationToken cancel)
    {
        await using var db = store.Open();
        return await db.AlertMail.AnyAsync(choice => choice.UserId == userId, cancel);
    }

    /// <summary>Done twice it is done once.</summary>
    public async Task ChooseAsync(int userId, bool wanted, CancellationToken cancel)
    {
        await using var db = store.Open();
        await db.AlertMail.Where(choice => choice.UserId == userId).ExecuteDeleteAsync(cancel);
        if (!wanted)
            return;
        db.AlertMail.Add(new AlertMailChoice { UserId = userId, Since = clock.GetUtcNow().UtcDateTime });
        await db.SaveChangesAsync(cancel);
    }

    /// <returns>How many mails were put into the outbox.</returns>
    public async Task<int> MakeAsync(CancellationToken cancel)
    {
        if (options.Missing is not null)
            return 0;
        await using var db = store.Open();
        var made = 0;
        foreach (var userId in await db.AlertMail.AsNoTracking().Select(choice => choice.UserId).ToListAsync(cancel))
        {
            if ((await readers.OfPersonAsync(userId, cancel)).Reader is { } reader)
                made += await MakeAsync(userId, reader, cancel) ? 1 : 0;
        }
        return made;
    }

    private async Task<bool> MakeAsync(int userId, Reader reader, CancellationToken cancel)
    {
        await using var db = store.Open();
        var told = await db.AlertsTold.AsNoTracking().Where(t => t.UserId == userId).Select(t => t.What).ToHashSetAsync(cancel);
        var events = (await EventsAsync(userId, reader.Scope, cancel)).Where(one => !told.Contains(one.What))
            // The end of what was never told is no news.
            .Where(one => !one.What.EndsWith(Over, StringComparison.Ordinal) || told.Contains(one.What[..^Over.Length])).ToList();
        if (events.Count == 0)
            return false;

        var now = clock.GetUtcNow().UtcDateTime;
        db.AlertsTold.AddRange(events.Select(one => new AlertTold { UserId = userId, What = one.What, At = now }));
        db.Outbox.Add(await MailAsync(userId, reader, events, now, cancel));
        try
        {
            // Told and in the outbox, or neither.
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException)
        {
            // Another node was faster: its mail tells it.
            return false;
        }
    }

    private async Task<IReadOnlyList<AlertEvent>> EventsAsync(int userId, DataScope scope, CancellationToken cancel)
    {
        var today = Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone((await settings.GetAsync(cancel)).Zone).Date;
        var muted = await mutes.OfAsync(userId, cancel);
        var events = new List<AlertEvent>();
        foreach (var alert in await alerts.ListAsync(ReportFilter.Default(today), scope, cancel))
        {
            if (muted.Contains(MyAlerts.Watch + alert.Metric))
                continue;
            var what = FormattableString.Invariant($"{MyAlerts.Watch}{alert.Id}");
            events.Add(alert.RecoveredDay is { } day
                ? new(what + Over, true, FormattableString.Invariant($"Over since {day:d MMMM}: {alert.Name}."), FormattableString.Invariant($"/alerts/{alert.Id}"))
                : new(what, false, alert.Name + ". " + alert.Sentence, FormattableString.Invariant($"/alerts/{alert.Id}")));
        }
        foreach (var limit in await limits.ListAsync(scope, cancel))
        {
            if (limit.Last is not { } last || muted.Contains(FormattableString.Invariant($"{MyAlerts.Limit}{limit.Id}")))
                continue;
            var what = FormattableString.Invariant($"{MyAlerts.Limit}{limit.Id}:{last.First:uuuu-MM-dd}");
            var name = AlertLimitText.Name(limit) + (limit.VendorCode is null ? "" : " of " + limit.Vendor);
            events.Add(last.Recovered is null
                ? new(what, false, $"{name}: {AlertLimitText.State(limit)}.", "/alerts#limits")
                : new(what + Over, true, $"Over: {name}, {AlertLimitText.State(limit)}.", "/alerts#limits"));
        }
        return events;
    }

    private async Task<OutboxMessage> MailAsync(int userId, Reader reader, IReadOnlyList<AlertEvent> events, DateTime now, CancellationToken cancel)
    {
        var begun = events.Where(one => !one.IsOver).ToList();
        var headline = begun.Count switch
        {
            0 => events.Count == 1 ? events[0].Text.TrimEnd('.') : FormattableString.Invariant($"{events.Count} alerts are over"),
            1 => begun[0].Text[..begun[0].Text.IndexOf('.', StringComparison.Ordinal)],
            _ => FormattableString.Invariant($"{begun.Count} alerts"),
        };
        var workspace = await settings.GetAsync(cancel);
        var content = new MailContent
        {
            Kicker = "Alerts · " + workspace.Name,
            Headline = headline,
            Findings = [new MailList("What happened", [.. events.OrderBy(one => one.IsOver).Select(one => new MailLine(one.Text, new Uri(options.Portal!, one.Path).AbsoluteUri))])],
            Door = new MailLine("All alerts in the portal", new Uri(options.Portal!, "/alerts").AbsoluteUri),
            Foot = ["You get this because you chose alerts by mail. Each is told once, and once more when it is over; what you mute on the Alerts page is not told.", "Days in " + workspace.Zone.Id + "."],
            UnsubscribeUrl = links.UnsubscribeFromAlerts(userId),
        };
        var key = FormattableString.Invariant($"alerts:{userId}:") + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', events.Select(one => one.What).Order(StringComparer.Ordinal)))))[..32];
        var message = new OutboxMessage
        {
            Key = key,
            UserId = userId,
            Eyes = reader.Eyes,
            ToAddress = reader.Address,
            ToName = reader.Name,
            Subject = headline.Length <= 150 ? headline : headline[..149] + "…",
            Text = MailText.Of(content),
            UnsubscribeUrl = content.UnsubscribeUrl,
            CreatedAt = now,
            NextAttemptAt = now,
        };
        message.Html = MailHtml.Of(content, message.Subject);
        message.MessageId = MailMaker.MessageIdOf(message, options.From!);
        return message;
    }

    private sealed record AlertEvent(string What, bool IsOver, string Text, string Path);
}
