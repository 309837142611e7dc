using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Web.Pages.Shared;
using Insights.Web.Portal;
using NodaTime.Text;

namespace Insights.Web.Components;

/// <summary>Builds the filter bar of a page: what is chosen, what may be chosen under this person's scope, and where each choice leads.</summary>
internal sealed class FilterBar(PageFrame frame, IOptionQueries options, SavedViews views, IHttpContextAccessor http)
{
    /// <summary>The form's own keys; never part of a link.</summary>
    public const string ApplyKey = "apply";
    public const string WasKey = "was";

    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("d MMM uuuu");

    /// <summary>What the form sent, as one canonical filter: empty fields dropped, dates that were typed in winning over a preset that was left alone.</summary>
    /// <returns>Null when the request does not come from the form.</returns>
    public static string? Canonical(IQueryCollection query, NodaTime.LocalDate today, IReadOnlyCollection<string> ownKeys)
    {
        if (!query.ContainsKey(ApplyKey))
            return null;
        var typedDates = query["from"].ToString() is { Length: > 0 } && query["to"].ToString() is { Length: > 0 };
        var presetLeftAlone = query["period"] == query[WasKey];
        var datesWin = typedDates && presetLeftAlone;
        var pairs = Pairs(query).Where(pair => pair.Key is not (ApplyKey or WasKey))
            .Where(pair => pair.Key != "period" || !datesWin)
            .Where(pair => pair.Key is not ("from" or "to") || datesWin || query["period"].ToString().Length == 0);
        var canonical = ReportFilter.Parse(pairs, today, ownKeys).Filter.ToQueryString();
        var own = string.Join('&', Pairs(query).Where(pair => ownKeys.Contains(pair.Key) && pair.Value.Length > 0).Select(pair => pair.Key + "=" + Uri.EscapeDataString(pair.Value)));
        return own.Length == 0 ? canonical : canonical + "&" + own;
    }

    public static IEnumerable<KeyValuePair<string, string>> Pairs(IQueryCollection query) =>
        query.SelectMany(entry => entry.Value.Select(value => new KeyValuePair<string, string>(entry.Key, value ?? "")));

    /// <param name="dimensions">Which drop-downs the page offers; dimensions chosen by a link stay as chips whether or not they are offered.</param>
    /// <param name="kept">The page's own pairs (a search) that every link keeps.</param>
    /// <param name="isNow">The page shows how things are now: a period changes nothing on it and is only carried along.</param>
    public async Task<FilterBarView> ViewAsync(FilterReading reading, IReadOnlyList<string> dimensions, IReadOnlyList<ExportLink> exports, IReadOnlyList<KeyValuePair<string, string>>? kept = null, bool isNow = false)
    {
        var context = http.HttpContext!;
        var path = context.Request.Path.ToString();
        var filter = reading.Filter;
        var scope = await frame.ScopeAsync();
        kept ??= [];

        var menus = new List<DimensionMenu>();
        var labels = new Dictionary<(string, string), string>();
        foreach (var dimension in ReportFilter.Dimensions)
        {
            var isOffered = dimensions.Contains(dimension) && (dimension is not ("vendor" or "agent" or "policy") || scope.IsStaff);
            var chosen = filter.Values.GetValueOrDefault(dimension, []);
            if (!isOffered && chosen.Count == 0)
                continue;
            var known = await options.OptionsAsync(dimension, scope, context.RequestAborted);
            foreach (var option in known)
                labels[(dimension, option.Value)] = option.Label;
            if (!isOffered)
                continue;
            // A chosen value that no row carries stays visible, so that it can be taken off again.
            var missing = chosen.Where(value => known.All(option => option.Value != value)).Select(value => new FilterOption(value, value));
            menus.Add(new DimensionMenu(dimension, DimensionNames.Title(dimension), chosen.Count,
                [.. missing.Concat(known).Select(option => new MenuOption(option.Value, DimensionNames.Value(option), chosen.Contains(option.Value)))]));
        }

        var userId = Access.SignedIn.UserId(context.User);
        var query = filter.ToQueryString();
        return new FilterBarView
        {
            Path = path,
            Period = filter.Period ?? "",
            Periods = [.. RelativePeriods.All.Select(p => new MenuOption(p.Name, p.Label, p.Name == filter.Period))],
            From = LocalDatePattern.Iso.Format(filter.Range.From),
            To = LocalDatePattern.Iso.Format(filter.Range.To),
            RangeText = RangeText(filter.Range),
            Compare = filter.Compare switch { Comparison.None => "none", Comparison.PreviousYear => "previous-year", _ => "previous" },
            ComparedText = filter.ComparedRange is { } compared ? RangeText(compared) : null,
            Menus = menus,
            Hidden = [.. kept, .. filter.Values.Where(pair => menus.All(menu => menu.Name != pair.Key)).SelectMany(pair => pair.Value.Select(value => new KeyValuePair<string, string>(pair.Key, value)))],
            Chips = [.. Chips(filter, labels, path, kept)],
            ClearHref = filter.Values.Count == 0 ? null : Href(path, filter with { Values = new Dictionary<string, IReadOnlyList<string>>() }, kept),
            FreezeHref = filter.Period is null ? null : Href(path, filter.Freeze(), kept),
            Exports = exports,
            Problems = reading.Problems,
            IsNow = isNow,
            SubscribeHref = SubscribeHref(exports, query),
            Query = query,
            Views = userId is { } id
                ? [.. (await views.OfAsync(id, context.RequestAborted)).Select(v => new SavedViewLink(v.Id, v.Name, v.Page + (v.Query.Length > 0 ? "?" + v.Query : ""), v.Page == path && v.Query == query))]
                : [],
        };
    }

    // What has files of its own as a document can be sent; rows and single patterns and alerts cannot.
    private static string? SubscribeHref(IReadOnlyList<ExportLink> exports, string query) =>
        exports is [var first, ..] && first.Href.Split('?')[0].Split('/') is ["", "exports", var report, _] ? "/subscriptions/new?report=" + report + (query.Length > 0 ? "&" + query : "") : null;

    public static string RangeText(DateRange range) =>
        range.From == range.To ? Day.Format(range.From) : Day.Format(range.From) + " – " + Day.Format(range.To);

    public static string Href(string path, ReportFilter filter, IReadOnlyList<KeyValuePair<string, string>> kept)
    {
        var own = string.Join('&', kept.Select(pair => pair.Key + "=" + Uri.EscapeDataString(pair.Value)));
        var query = filter.ToQueryString();
        return path + "?" + query + (own.Length == 0 ? "" : "&" + own);
    }

    private static IEnumerable<FilterChip> Chips(ReportFilter filter, Dictionary<(string, string), string> labels, string path, IReadOnlyList<KeyValuePair<string, string>> kept)
    {
        foreach (var dimension in ReportFilter.Dimensions)
        {
            foreach (var value in filter.Values.GetValueOrDefault(dimension, []))
            {
                var left = filter.Values[dimension].Where(other => other != value).ToArray();
                var label = DimensionNames.Value(new FilterOption(value, labels.GetValueOrDefault((dimension, value), value)));
                yield return new FilterChip(DimensionNames.Title(dimension), label, Href(path, filter.With(dimension, left), kept));
            }
        }
    }
}

/// <summary>Dimension names and values as people read them.</summary>
internal static class DimensionNames
{
    public static string Title(string dimension) => dimension switch
    {
        "brand" => "Card brand",
        "country" => "Issuer country",
        "customer_country" => "Customer country",
        "cause" => "Cause",
        "method" => "Payment method",
        "tier" => "Support tier",
        "issue_cause" => "Cause of issue",
        "cluster" => "Recurring issue",
        "bin" => "Card BIN",
        "code" => "Provider's code",
        "reason" => "Reason group",
        "state" => "Dispute state",
        "metric" => "Target",
        "hour" => "Hour of the week",
        "replied" => "Answered at",
        "used" => "Used of the target",
        "party" => "Of whom",
        "age" => "Age",
        "given" => "Given at the start",
        "lacks" => "Not given at the start",
        "within" => "Received until",
        _ => char.ToUpperInvariant(dimension[0]) + dimension[1..],
    };

    /// <summary>Codes such as insufficient_funds become words; names that have their own label stay as they are.</summary>
    public static string Value(FilterOption option)
    {
        if (option.Label != option.Value)
            return option.Label;
        if (option.Value == ReportFilter.Unknown)
            return "Not known";
        var isCode = option.Value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-');
        return isCode && option.Value.Length > 0 ? char.ToUpperInvariant(option.Value[0]) + option.Value[1..].Replace('_', ' ') : option.Value;
    }
}

internal sealed record FilterBarView
{
    public required string Path { get; init; }
    public required string Period { get; init; }
    public required IReadOnlyList<MenuOption> Periods { get; init; }
    public required string From { get; init; }
    public required string To { get; init; }
    public required string RangeText { get; init; }
    public required string Compare { get; init; }
    public string? ComparedText { get; init; }
    public required IReadOnlyList<DimensionMenu> Menus { get; init; }
    public required IReadOnlyList<KeyValuePair<string, string>> Hidden { get; init; }
    public required IReadOnlyList<FilterChip> Chips { get; init; }
    public string? ClearHref { get; init; }
    public string? FreezeHref { get; init; }
    public required IReadOnlyList<ExportLink> Exports { get; init; }
    public required IReadOnlyList<string> Problems { get; init; }
    public bool IsNow { get; init; }

    /// <summary>Null where the page is no document that could be sent.</summary>
    public string? SubscribeHref { get; init; }
    public required string Query { get; init; }
    public required IReadOnlyList<SavedViewLink> Views { get; init; }
}

internal sealed record MenuOption(string Value, string Label, bool Selected);

internal sealed record DimensionMenu(string Name, string Title, int Chosen, IReadOnlyList<MenuOption> Options);

internal sealed record FilterChip(string Dimension, string Value, string RemoveHref);

internal sealed record ExportLink(string Title, string Hint, string Href);

internal sealed record SavedViewLink(int Id, string Name, string Href, bool Current);
