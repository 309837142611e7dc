using Insights.Analytics.Queries;
using Insights.Web.Delivery;

namespace Insights.Web.Pages.Subscriptions;

/// <summary>The form as the browser sends it.</summary>
internal sealed class SubscriptionInput
{
    public string? Name { get; set; }

    public string? Report { get; set; }

    public string? Query { get; set; }

    /// <summary>Empty: the filter as it is.</summary>
    public int? View { get; set; }

    /// <summary>For a report of one vendor: whose figures people of the house get.</summary>
    public string? OfVendor { get; set; }

    public List<string> Formats { get; set; } = [];

    public string? Cadence { get; set; }

    public int Weekday { get; set; } = 1;

    public int WorkingDay { get; set; } = 3;

    public string? Time { get; set; }

    public string? Zone { get; set; }

    public string? Calendar { get; set; }

    public bool HoldsStale { get; set; }

    public List<int> People { get; set; } = [];

    public List<string?> ContactAddress { get; set; } = [];

    public List<string?> ContactName { get; set; } = [];

    public List<string?> ContactVendor { get; set; } = [];

    public SubscriptionDraft Draft => new()
    {
        Name = Name ?? "",
        ReportId = Report ?? "",
        Query = Query ?? "",
        ViewId = View,
        Formats = Formats,
        Cadence = Cadence ?? "",
        Weekday = Weekday,
        WorkingDay = WorkingDay,
        Time = Time ?? "",
        Zone = Zone?.Trim() ?? "",
        Calendar = string.IsNullOrEmpty(Calendar) ? null : Calendar,
        HoldsStale = HoldsStale,
        People = People,
        // A line without an address is an empty line.
        Contacts = [.. ContactAddress.Select((address, line) => new ContactDraft(address?.Trim() ?? "", At(ContactName, line), At(ContactVendor, line))).Where(contact => contact.Address.Length > 0)],
    };

    /// <summary>A filter with the vendor that was chosen here, if one was.</summary>
    public string WithVendor(ReportFilter filter) => (string.IsNullOrEmpty(OfVendor) ? filter : filter.With("vendor", OfVendor)).ToQueryString();

    private static string At(List<string?> values, int line) => line < values.Count ? values[line]?.Trim() ?? "" : "";
}
