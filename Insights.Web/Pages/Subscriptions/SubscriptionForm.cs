using Insights.Web.Components;
using Insights.Web.Delivery;
using Insights.Web.Delivery.Schedules;

namespace Insights.Web.Pages.Subscriptions;

/// <summary>What the form shows: what is chosen, and what may be.</summary>
internal sealed record SubscriptionForm
{
    public required SubscriptionDraft Draft { get; init; }

    /// <summary>Title of the report or page.</summary>
    public required string Title { get; init; }

    /// <summary>The filter as people read it.</summary>
    public required string Filter { get; init; }

    /// <summary>The owner's saved views of this page; empty: there is only the filter as it is.</summary>
    public required IReadOnlyList<MenuOption> Views { get; init; }

    /// <summary>For a report of one vendor: whose figures people of the house get. Else empty.</summary>
    public required IReadOnlyList<MenuOption> OfVendors { get; init; }

    /// <summary>Which sources "complete" and "late" speak of.</summary>
    public required string WaitsFor { get; init; }
    public required IReadOnlyList<MenuOption> Formats { get; init; }
    public required IReadOnlyList<MenuOption> Cadences { get; init; }
    public required IReadOnlyList<MenuOption> Weekdays { get; init; }
    public required IReadOnlyList<MenuOption> Calendars { get; init; }

    /// <summary>Empty for a vendor's person, which subscribes itself.</summary>
    public required IReadOnlyList<PersonChoice> People { get; init; }
    public required IReadOnlyList<ContactLine> Contacts { get; init; }

    /// <param name="entry">As it is stored.</param>
    /// <param name="page">What it sends today; null: its saved view is gone, and the form begins with the filter as that was.</param>
    public static SubscriptionDraft DraftOf(SubscriptionEntry entry, SubscribedPage? page) => new()
    {
        Name = entry.Subscription.Name,
        ReportId = page?.ReportId ?? entry.Subscription.ReportId,
        Query = page?.Query ?? entry.Subscription.Query,
        ViewId = page is null ? null : entry.Subscription.ViewId,
        Formats = entry.Subscription.Formats.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Cadence = entry.Subscription.Cadence,
        Weekday = entry.Subscription.Weekday,
        WorkingDay = entry.Subscription.WorkingDay,
        Time = Schedule.TimeText(entry.Subscription.Minute),
        Zone = entry.Subscription.Zone,
        Calendar = entry.Subscription.Calendar,
        HoldsStale = entry.Subscription.HoldsStale,
        People = [.. entry.Recipients.Where(one => one is { UnsubscribedAt: null, UserId: not null }).Select(one => one.UserId!.Value)],
        Contacts = [.. entry.Recipients.Where(one => one is { UnsubscribedAt: null, UserId: null }).Select(one => new ContactDraft(one.Address ?? "", one.Name, one.VendorCode ?? ""))],
    };
}

internal sealed record PersonChoice(int UserId, string Name, string Role, string Address, bool Selected);

internal sealed record ContactLine(string Address, string Name, IReadOnlyList<MenuOption> Vendors);
