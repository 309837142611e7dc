using Insights.Analytics.Queries;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Delivery;
using Insights.Web.Delivery.Schedules;
using Insights.Web.Portal;

namespace Insights.Web.Pages.Subscriptions;

/// <summary>What the form shows: what is chosen, and what may be.</summary>
internal sealed record SubscriptionForm
{
    private const int EmptyLines = 2;

    public required SubscriptionDraft Draft { get; init; }

    /// <summary>Title of the report or page, and its filter as people read it.</summary>
    public required string What { get; init; }
    public required IReadOnlyList<MenuOption> Formats { get; init; }
    public required IReadOnlyList<MenuOption> Cadences { get; init; }
    public required IReadOnlyList<MenuOption> Weekdays { get; init; }
    public required IReadOnlyList<MenuOption> Calendars { get; init; }

    /// <summary>Empty for a vendor's person, which subscribes itself.</summary>
    public required IReadOnlyList<PersonChoice> People { get; init; }
    public required IReadOnlyList<ContactLine> Contacts { get; init; }

    public static async Task<SubscriptionForm> OfAsync(SubscriptionDraft draft, string title, DataScope scope, SubscriptionBook book, WorkingDays workingDays, IVendorDirectory vendors, CancellationToken cancel)
    {
        var known = scope.IsStaff ? await vendors.AllAsync(cancel) : [];
        var names = known.ToDictionary(vendor => vendor.Code, vendor => vendor.Name, StringComparer.OrdinalIgnoreCase);
        return new SubscriptionForm
        {
            Draft = draft,
            What = title + (draft.Query.Length > 0 ? " · " + Uri.UnescapeDataString(draft.Query).Replace("&", ", ", StringComparison.Ordinal).Replace('=', ' ') : ""),
            Formats = [.. FormatNames.Select(format => new MenuOption(format.Id, format.Name, draft.Formats.Contains(format.Id)))],
            Cadences = [.. CadenceNames.Select(cadence => new MenuOption(cadence.Cadence.ToString(), cadence.Name, draft.Cadence == cadence.Cadence.ToString()))],
            Weekdays = [.. Enumerable.Range(1, 7).Select(day => new MenuOption(FormattableString.Invariant($"{day}"), ((NodaTime.IsoDayOfWeek)day).ToString(), draft.Weekday == day))],
            Calendars = [.. (await workingDays.CalendarsAsync(cancel)).Select(code => new MenuOption(code, code, code == draft.Calendar))],
            People = !scope.IsStaff ? [] : [.. (await book.AddresseesAsync(cancel)).Select(person => new PersonChoice(
                person.UserId, person.Name, person.VendorCode is { } code ? names.GetValueOrDefault(code, code) : Roles.Title(person.Role), person.Address ?? "no mail address yet", draft.People.Contains(person.UserId)))],
            Contacts = !scope.IsStaff ? [] : [.. draft.Contacts.Concat(Enumerable.Repeat(new ContactDraft("", "", ""), EmptyLines)).Select(contact => new ContactLine(
                contact.Address, contact.Name, [.. known.Select(vendor => new MenuOption(vendor.Code, vendor.Name, string.Equals(vendor.Code, contact.VendorCode, StringComparison.OrdinalIgnoreCase)))]))],
        };
    }

    public static SubscriptionDraft DraftOf(SubscriptionEntry entry) => new()
    {
        Name = entry.Subscription.Name,
        ReportId = entry.Subscription.ReportId,
        Query = entry.Subscription.Query,
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

    private static readonly (string Id, string Name)[] FormatNames = [("pdf", "PDF"), ("xlsx", "Excel"), ("csv", "CSV for Excel"), ("csv-machine", "CSV for machines"), ("json", "JSON")];

    private static readonly (Cadence Cadence, string Name)[] CadenceNames =
    [
        (Cadence.Daily, "Every day"),
        (Cadence.Weekly, "Every week, on the day below"),
        (Cadence.Monthly, "Every month, on the working day below"),
        (Cadence.DayComplete, "Each day, once yesterday’s data is complete"),
        (Cadence.WeekComplete, "Each week, once last week’s data is complete"),
        (Cadence.MonthComplete, "Each month, once last month’s data is complete"),
    ];
}

internal sealed record PersonChoice(int UserId, string Name, string Role, string Address, bool Selected);

internal sealed record ContactLine(string Address, string Name, IReadOnlyList<MenuOption> Vendors);
