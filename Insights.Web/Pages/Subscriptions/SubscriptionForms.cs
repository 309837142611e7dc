using System.Globalization;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Delivery;
using Insights.Web.Delivery.Schedules;
using Insights.Web.Pages.Shared;

namespace Insights.Web.Pages.Subscriptions;

/// <summary>Makes the form: what may be chosen under the reader's scope, in words.</summary>
internal sealed class SubscriptionForms(SubscriptionBook book, SubscribedPages pages, ReportShelf shelf, WorkingDays workingDays, DataState data, IVendorDirectory vendors, PageFrame frame)
{
    private const int EmptyLines = 2;

    /// <param name="draft">What is chosen so far.</param>
    /// <param name="ownerId">Whose saved views may be sent.</param>
    public async Task<SubscriptionForm> MakeAsync(SubscriptionDraft draft, int ownerId, DataScope scope, CancellationToken cancel)
    {
        var known = scope.IsStaff ? await vendors.AllAsync(cancel) : [];
        var names = known.ToDictionary(vendor => vendor.Code, vendor => vendor.Name, StringComparer.OrdinalIgnoreCase);
        var filter = ReportPress.FilterOf(draft.Query, await frame.TodayAsync());
        var views = await pages.ViewsAsync(ownerId, draft.ReportId, cancel);
        return new SubscriptionForm
        {
            Draft = draft,
            Title = shelf.Find(draft.ReportId, scope)?.Title ?? draft.ReportId,
            Filter = FilterWords(filter, names),
            Views = [.. views.Select(view => new MenuOption(view.Id.ToString(CultureInfo.InvariantCulture), view.Name, view.Id == draft.ViewId))],
            OfVendors = !pages.IsOneVendors(draft.ReportId) ? [] : [.. known.Select(vendor => new MenuOption(vendor.Code, vendor.Name, filter.Values.GetValueOrDefault("vendor", []).Contains(vendor.Code, StringComparer.OrdinalIgnoreCase)))],
            WaitsFor = WaitWords(pages.UsesOf(draft.ReportId), await data.WaitedForAsync(pages.UsesOf(draft.ReportId), scope, cancel)),
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

    // The period first, as the filter bar says it; a relative one is read anew on the day of each run.
    private static string FilterWords(ReportFilter filter, Dictionary<string, string> vendorNames) => string.Join(" · ",
    [
        filter.Period is { } period ? RelativePeriods.All.First(one => one.Name == period).Label + ", counted from the day it goes out" : "Always " + FilterBar.RangeText(filter.Range),
        .. filter.Values.Select(pair => DimensionNames.Title(pair.Key) + ": " + string.Join(", ", pair.Value.Select(value =>
            pair.Key == "vendor" ? vendorNames.GetValueOrDefault(value, value) : DimensionNames.Value(new FilterOption(value, value))))),
    ]);

    private static string WaitWords(RowKinds uses, WaitedFor sources)
    {
        var kinds = Listed([.. KindNames.Where(kind => uses.HasFlag(kind.Kind)).Select(kind => kind.Name)]);
        var waits = sources.Fed.Count == 0
            ? $"No source has delivered {kinds} in the last {DataState.FedDays} days, so there is nothing to wait for."
            : $"What is complete, and what is late, is judged by the sources of its {kinds}: {Listed(sources.Fed)}.";
        return sources.Silent.Count == 0 ? waits : $"{waits} Not waited for, having delivered nothing for {DataState.FedDays} days: {Listed(sources.Silent)}.";
    }

    private static string Listed(IReadOnlyList<string> words) => words.Count < 2 ? string.Concat(words) : string.Join(", ", words.Take(words.Count - 1)) + " and " + words[^1];

    private static readonly (RowKinds Kind, string Name)[] KindNames = [(RowKinds.Tickets, "tickets"), (RowKinds.Payments, "payments"), (RowKinds.Disputes, "disputes")];

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
