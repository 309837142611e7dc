using System.Collections.Frozen;
using Microsoft.AspNetCore.Html;

namespace Insights.Web.Components;

/// <summary>The portal's icons: 16 px line drawings of our own, always beside a word and so hidden from screen readers.</summary>
internal static class Icon
{
    private static readonly FrozenDictionary<string, HtmlString> Drawn = new Dictionary<string, HtmlString>
    {
        ["today"] = Svg("<path d=\"M8 1.75v1.5M8 12.75v1.5M1.75 8h1.5M12.75 8h1.5M3.6 3.6l1 1M11.4 11.4l1 1M12.4 3.6l-1 1M4.6 11.4l-1 1\"/><circle cx=\"8\" cy=\"8\" r=\"2.75\"/>"),
        ["queues"] = Svg("<path d=\"M2.5 9.5h3l1 2h3l1-2h3M2.5 9.5v4h11v-4l-2-6h-7z\"/>"),
        ["overview"] = Svg("<path d=\"M2.5 9V13.5h3V9zM6.5 5.5v8h3v-8zM10.5 2.5v11h3v-11z\"/>"),
        ["alerts"] = Svg("<path d=\"M3 12h10l-1.25-1.75V7a3.75 3.75 0 0 0-7.5 0v3.25zM6.75 12a1.25 1.25 0 0 0 2.5 0M8 3.25v-1.5\"/>"),
        ["payments"] = Svg("<path d=\"M1.75 3.75h12.5v8.5H1.75zM1.75 6.5h12.5M4 9.75h3\"/>"),
        ["service-levels"] = Svg("<circle cx=\"8\" cy=\"8\" r=\"5.75\"/><path d=\"M8 4.75V8l2.25 1.5\"/>"),
        ["support"] = Svg("<path d=\"M2.5 3h11v7.5h-6L4.5 13.5v-3h-2zM5.5 6h5M5.5 8h3\"/>"),
        ["chargebacks"] = Svg("<path d=\"M5.5 3 2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 8H6\"/>"),
        ["deadlines"] = Svg("<path d=\"M8.5 13.5h-6v-10h11V7M2.5 6.5h11M5.5 2v2.5M10.5 2v2.5\"/><circle cx=\"12\" cy=\"12\" r=\"2.5\"/><path d=\"M12 10.75V12l.85.6\"/>"),
        ["programmes"] = Svg("<path d=\"M2.5 13.5h11M2.5 5h11\" stroke-dasharray=\"2 1.5\"/><path d=\"m2.75 11 3-2.25 2.5 1L13.25 6\"/>"),
        ["patterns"] = Svg("<circle cx=\"4\" cy=\"11.5\" r=\"1.25\"/><circle cx=\"7\" cy=\"8.5\" r=\"1.25\"/><circle cx=\"11.5\" cy=\"12\" r=\"1.25\"/><circle cx=\"11\" cy=\"4.5\" r=\"2.5\"/>"),
        ["vendors"] = Svg("<path d=\"M2.5 6.5 3.5 2.5h9l1 4M2.5 6.5v7h11v-7M2.5 6.5c0 1.5 2.75 1.5 2.75 0 0 1.5 2.75 1.5 2.75 0 0 1.5 2.75 1.5 2.75 0 0 1.5 2.75 1.5 2.75 0M6.5 13.5v-3.25h3v3.25\"/>"),
        ["my-scorecard"] = Svg("<path d=\"M3.5 2h9v12h-9zM6 5.5l1 1 1.5-2M6 10l1 1 1.5-2M10 6h.75M10 10.5h.75\"/>"),
        ["rows"] = Svg("<path d=\"M2.5 4h11M2.5 8h11M2.5 12h11\"/>"),
        ["reports"] = Svg("<path d=\"M4 1.75h5.5L12.5 5v9.25H4zM9.25 2v3.25h3M6.25 8.5h4M6.25 11h4\"/>"),
        ["subscriptions"] = Svg("<path d=\"M1.75 3.5h12.5v9H1.75zM2 4l6 5 6-5\"/>"),
        ["definitions"] = Svg("<path d=\"M2.5 3.25c2-.75 4-.75 5.5.5 1.5-1.25 3.5-1.25 5.5-.5v9.5c-2-.75-4-.75-5.5.5-1.5-1.25-3.5-1.25-5.5-.5zM8 3.75v9.5\"/>"),
        ["annotations"] = Svg("<path d=\"M3.5 14V2.25M3.5 2.75h8l-1.75 2.75 1.75 2.75h-8\"/>"),
        ["data-health"] = Svg("<ellipse cx=\"8\" cy=\"3.75\" rx=\"5\" ry=\"1.75\"/><path d=\"M3 3.75v8.5c0 1 2.25 1.75 5 1.75s5-.75 5-1.75v-8.5M3 8c0 1 2.25 1.75 5 1.75S13 9 13 8\"/>"),
        ["jobs"] = Svg("<path d=\"M13.25 8A5.25 5.25 0 1 1 11.5 4.1M11.75 1.75V4.5H9M6.75 5.75v4.5L10.25 8z\"/>"),
        ["admin"] = Svg("<circle cx=\"6\" cy=\"5\" r=\"2.5\"/><path d=\"M1.75 13.5c.25-2.75 2-4.25 4.25-4.25s4 1.5 4.25 4.25M11 7.25a2.25 2.25 0 1 0-.75-4.25M12 9.5c1.5.5 2.25 1.75 2.5 4\"/>"),
        ["policies"] = Svg("<path d=\"M8 1.75 13 3.5v4.25c0 3-2 5.25-5 6.5-3-1.25-5-3.5-5-6.5V3.5zM5.75 7.75 7.5 9.5l3-3.25\"/>"),
        ["menu"] = Svg("<path d=\"M2.5 4.25h11M2.5 8h11M2.5 11.75h11\"/>"),
        ["clock"] = Svg("<circle cx=\"8\" cy=\"8\" r=\"5.75\"/><path d=\"M2.25 8h11.5M8 2.25c2 1.75 2.75 3.5 2.75 5.75S10 12 8 13.75C6 12 5.25 10.25 5.25 8S6 4 8 2.25z\"/>"),
        ["theme"] = Svg("<circle cx=\"8\" cy=\"8\" r=\"5.75\"/><path d=\"M8 2.25a5.75 5.75 0 0 1 0 11.5z\" fill=\"currentColor\"/>"),
        ["calendar"] = Svg("<path d=\"M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v2.5M10.5 2v2.5\"/>"),
        ["close"] = Svg("<path d=\"m4.5 4.5 7 7M11.5 4.5l-7 7\"/>"),
        ["export"] = Svg("<path d=\"M8 2.5v7.25M5 7l3 3 3-3M2.75 11.5v2h10.5v-2\"/>"),
        ["bookmark"] = Svg("<path d=\"M4 2.25h8v11.5l-4-3-4 3z\"/>"),
        ["upload"] = Svg("<path d=\"M8 10V2.75M5 5.5l3-3 3 3M2.75 11.5v2h10.5v-2\"/>"),
        ["up"] = Svg("<path d=\"M8 13V3.5M4 7.25 8 3.25l4 4\"/>"),
        ["down"] = Svg("<path d=\"M8 3v9.5M4 8.75l4 4 4-4\"/>"),
        ["flat"] = Svg("<path d=\"M3 8h10\"/>"),
        ["warning"] = Svg("<path d=\"M8 2.25 14.25 13.5H1.75zM8 6.5v3.25M8 11.6v.15\"/>"),
    }.ToFrozenDictionary();

    public static HtmlString Of(string name) => Drawn[name];

    private static HtmlString Svg(string shape) => new(
        "<svg class=\"icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\" focusable=\"false\" fill=\"none\" stroke=\"currentColor\""
        + " stroke-width=\"1.5\" stroke-linecap=\"round\" stroke-linejoin=\"round\">" + shape + "</svg>");
}
