using System.Text;
using Insights.Web.Exports.Charts;
using Insights.Web.Exports.Pdf;
using Insights.Web.Tests.Exports.Charts;
using Insights.Web.Tests.Exports.Pdf;

namespace Insights.Benchmarks.Pdf;

/// <summary>Writes every sample chart and document into a folder, to be looked at.</summary>
internal static class Gallery
{
    public static int Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var theme in new[] { "light", "dark" })
            File.WriteAllText(Path.Combine(folder, $"charts-{theme}.html"), Page(theme));
        foreach (var (name, document) in SampleDocuments.All)
        {
            using var file = File.Create(Path.Combine(folder, name + ".pdf"));
            PdfWriter.Write(document, file, new PdfOptions { PortalBaseUrl = new Uri("https://portal.example/") });
        }

        Console.WriteLine($"gallery written to {Path.GetFullPath(folder)}");
        return 0;
    }

    private static string Page(string theme)
    {
        var html = new StringBuilder($"<!doctype html><html lang=en data-theme={theme}><meta charset=utf-8><title>Charts</title><link rel=stylesheet href=charts.css><style>:root{{color-scheme:{theme}}}@font-face{{font-family:Inter;src:url(inter-400.woff2)}}@font-face{{font-family:Inter;font-weight:600;src:url(inter-600.woff2)}}body{{margin:24px;font:14px Inter,sans-serif;background:var(--chart-surface,#fff);color:var(--chart-text,#1c2430)}}main{{display:grid;grid-template-columns:repeat(2,560px);gap:32px}}.wide{{grid-column:1/3}}h2{{font-size:15px;margin:0 0 8px}}</style><main>");
        foreach (var spec in SampleCharts.All)
        {
            var wide = spec.Id is "dispute-activity" or "hours";
            var width = wide ? 1150 : 560;
            html.Append($"<section{(wide ? " class=wide" : "")}><h2>{spec.Title}</h2>{ChartSvg.Render(spec, width, ChartSvg.PreferredHeight(spec, width))}</section>");
        }

        html.Append("<section><h2>At 288 px</h2>").Append(ChartSvg.Render(SampleCharts.Opened, 288, ChartSvg.PreferredHeight(SampleCharts.Opened, 288), idSuffix: "-narrow"));
        html.Append(ChartSvg.Render(SampleCharts.Attainment, 288, ChartSvg.PreferredHeight(SampleCharts.Attainment, 288), idSuffix: "-narrow"));
        html.Append(ChartSvg.Sparkline(SampleCharts.DisputeActivity.Series[0].Values)).Append("</section>");
        return html.Append("</main></html>").ToString();
    }
}
