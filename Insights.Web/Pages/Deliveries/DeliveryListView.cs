using Insights.Web.Delivery;
using Insights.Web.Delivery.Sending;
using Insights.Web.Pages.Shared;
using NodaTime;

namespace Insights.Web.Pages.Deliveries;

/// <summary>Mails as a list shows them.</summary>
internal sealed record DeliveryListView(IReadOnlyList<DeliveryLine> Lines)
{
    public static DeliveryListView Of(IReadOnlyList<DeliveryEntry> entries, Viewer viewer, DateTimeZone zone) => new([.. entries.Select(entry => new DeliveryLine(
        entry.Id,
        // A subject tells the finding: whoever may not open the mail does not read it either.
        Readers.MayOpen(entry.Eyes, viewer.Scope, viewer.VendorCode) ? entry.Subject : "A mail that is not open to you any more",
        entry.ToName.Length > 0 && entry.ToAddress.Length > 0 ? entry.ToName + " · " + entry.ToAddress : entry.ToName + entry.ToAddress,
        MailState.Title(entry.State), MailState.Tone(entry.State),
        Moments.Text(entry.EndedAt ?? entry.CreatedAt, zone),
        (entry.State == MailState.Waiting && entry.Attempts > 0 && entry.NextAttemptAt is { } next ? "Attempt " + FormattableString.Invariant($"{entry.Attempts + 1}") + " at " + Moments.Text(next, zone) + ". " : "") + entry.Reply))]);
}

internal sealed record DeliveryLine(int Id, string Subject, string To, string State, string Tone, string When, string Reply);
