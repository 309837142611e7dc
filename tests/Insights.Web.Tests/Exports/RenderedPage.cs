using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Insights.Analytics.Reports;
using Insights.Web.Components;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Insights.Web.Tests.Exports;

/// <summary>A document as the page writes it: the portal's own partial, without a portal around it.</summary>
internal static class RenderedPage
{
    private static readonly WebApplication s_app = Build();

    public static IHtmlDocument Of(ReportDocument document)
    {
        using var scope = s_app.Services.CreateScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        var action = new ActionContext(http, new RouteData(), new ActionDescriptor());
        var view = scope.ServiceProvider.GetRequiredService<IRazorViewEngine>().GetView(null, "/Components/Document.cshtml", isMainPage: false);
        var data = new ViewDataDictionary<DocumentView>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = new DocumentView { Document = document } };
        using var text = new StringWriter();
        var temp = new TempDataDictionary(http, scope.ServiceProvider.GetRequiredService<ITempDataProvider>());
        view.View!.RenderAsync(new ViewContext(action, view.View, data, temp, text, new HtmlHelperOptions())).GetAwaiter().GetResult();
        return new HtmlParser().ParseDocument(text.ToString());
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Insights.Web", ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Services.AddRazorPages();
        return builder.Build();
    }
}
