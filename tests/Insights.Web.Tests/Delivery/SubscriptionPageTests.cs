using System.Net;
using System.Text.RegularExpressions;
using Insights.Import.Store;
using Insights.Web.Access;
using Insights.Web.Delivery;
using Insights.Web.Portal;
using Insights.Web.Tests.Portal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Web.Tests.Delivery;

/// <summary>The screens in the portal's real pipeline, without script.</summary>
public sealed class SubscriptionPageTests : IAsyncLifetime
{
    private PortalFixture _portal = null!;

    public async Task InitializeAsync()
    {
        _portal = await PortalFixture.StartAsync();
        await _portal.AddPersonAsync("ann", Roles.Vendor, "aurora");
        await _portal.AddPersonAsync("ben", Roles.Vendor, "basil");
    }

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task FilterBar_LeadsToTheForm_AndTheFormToASubscriptionWithItsNextFiveRuns()
    {
        var admin = await _portal.SignInAsync("admin");
        var page = await admin.PageAsync("/chargebacks?period=last-7-days");
        var href = page.QuerySelectorAll("a.filter-button").Single(link => link.TextContent.Contains("Subscribe", StringComparison.Ordinal)).GetAttribute("href")!;
        Assert.StartsWith("/subscriptions/new?report=chargebacks&period=last-7-days", href, StringComparison.Ordinal);

        var made = await admin.SubmitAsync(href, Form("chargebacks", "period=last-7-days"), "/subscriptions/new");
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var one = await admin.PageAsync(made.Headers.Location!.OriginalString);

        Assert.Equal(5, one.QuerySelectorAll("ol.plain-list li").Length);
        Assert.Contains("Disputes, weekly", (await admin.PageAsync("/subscriptions")).Body!.TextContent, StringComparison.Ordinal);
        await admin.SubmitAsync("/account", new() { ["address"] = "admin@example.com" }, "/account?handler=Mail");
        var preview = await admin.PageAsync(made.Headers.Location.OriginalString + "/preview");
        Assert.Contains("Dispute activity rose to 0.84 %", preview.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SavedView_IsChosenWhereItWasAskedFrom_AndItsEndIsSaid()
    {
        var admin = await _portal.SignInAsync("admin");
        await admin.SubmitAsync("/chargebacks?period=last-7-days", new() { ["name"] = "My week", ["page"] = "/chargebacks", ["query"] = "period=last-7-days" }, "/account/views");
        Assert.Equal("", Chosen(await admin.PageAsync("/subscriptions/new?report=chargebacks&period=last-30-days")));
        var form = await admin.PageAsync("/subscriptions/new?report=chargebacks&period=last-7-days");
        Assert.Equal("1", Chosen(form));
        // Of its page only: a view of disputes is no choice among payments.
        Assert.Empty((await admin.PageAsync("/subscriptions/new?report=payments&period=last-7-days")).QuerySelectorAll("select[name=view]"));
        Assert.Contains("stripe and zendesk", form.Body!.TextContent, StringComparison.Ordinal);

        var fields = Form("chargebacks", "period=last-7-days");
        fields["view"] = "1";
        var path = (await admin.SubmitAsync("/subscriptions/new?report=chargebacks", fields, "/subscriptions/new")).Headers.Location!.OriginalString;
        await admin.SubmitAsync("/account", new() { ["id"] = "1" }, "/account?handler=DeleteView");

        Assert.Contains("A subscription that sent it is paused", (await admin.PageAsync("/account")).Body!.TextContent, StringComparison.Ordinal);
        foreach (var page in new[] { path, path + "/preview", "/subscriptions" })
            Assert.Contains("Its saved view “My week” was deleted.", (await admin.PageAsync(page)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty((await admin.PageAsync(path)).QuerySelectorAll("ol.plain-list li"));
        foreach (var button in new[] { "Resume", "Send" })
            Assert.Equal(HttpStatusCode.BadRequest, (await admin.SubmitAsync(path, [], path + "?handler=" + button)).StatusCode);
        await admin.SubmitAsync(path, Form("chargebacks", ""), path + "?handler=Save");
        Assert.Equal(5, (await admin.PageAsync(path)).QuerySelectorAll("ol.plain-list li").Length);

        static string? Chosen(AngleSharp.Dom.IDocument page) => page.QuerySelectorAll("select[name=view] option").Single(option => option.HasAttribute("selected") || option.GetAttribute("value") == "" && page.QuerySelectorAll("select[name=view] option[selected]").Length == 0).GetAttribute("value");
    }

    [Fact]
    public async Task Form_WithAMistake_SaysItAndKeepsWhatWasTyped()
    {
        var admin = await _portal.SignInAsync("admin");
        var fields = Form("chargebacks", "");
        fields["zone"] = "Mars/Olympus";

        var answer = await admin.SubmitAsync("/subscriptions/new?report=chargebacks", fields, "/subscriptions/new");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("is not a time zone", text, StringComparison.Ordinal);
        Assert.Contains("Disputes, weekly", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_CanBeUndone()
    {
        var admin = await _portal.SignInAsync("admin");
        var path = (await admin.SubmitAsync("/subscriptions/new?report=chargebacks", Form("chargebacks", ""), "/subscriptions/new")).Headers.Location!.OriginalString;
        await admin.SubmitAsync(path, [], path + "?handler=Delete");
        var list = await admin.PageAsync("/subscriptions");
        Assert.Contains("Deleted", list.Body!.TextContent, StringComparison.Ordinal);

        await admin.SubmitAsync("/subscriptions", new() { ["id"] = path[(path.LastIndexOf('/') + 1)..] }, "/subscriptions?handler=Restore");

        Assert.NotEmpty((await admin.PageAsync(path)).QuerySelectorAll("ol.plain-list li"));
    }

    [Fact]
    public async Task Vendor_SeesNeitherOthersSubscriptionsNorPeople_AndPreviewsItsOwnScope()
    {
        var admin = await _portal.SignInAsync("admin");
        var others = (await admin.SubmitAsync("/subscriptions/new?report=chargebacks", Form("chargebacks", ""), "/subscriptions/new")).Headers.Location!.OriginalString;
        var ann = await _portal.SignInAsync("ann");
        var form = await ann.PageAsync("/subscriptions/new?report=vendor-chargebacks");
        Assert.Empty(form.QuerySelectorAll("input[name=people], input[name=contactAddress]"));
        Assert.DoesNotContain("ben", form.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await ann.GetAsync("/subscriptions/new?report=executive-monthly")).StatusCode);
        foreach (var path in new[] { others, others + "/preview", others + "/preview/pdf" })
            Assert.Equal(HttpStatusCode.NotFound, (await ann.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ann.SubmitAsync("/subscriptions", new() { ["id"] = "1" }, others + "?handler=Send")).StatusCode);

        await ann.SubmitAsync("/account", new() { ["address"] = "ann@aurora.example" }, "/account?handler=Mail");
        var own = (await ann.SubmitAsync("/subscriptions/new?report=vendor-chargebacks", Form("vendor-chargebacks", ""), "/subscriptions/new")).Headers.Location!.OriginalString;
        Assert.Contains("vendor:1", (await ann.PageAsync(own + "/preview")).Body!.TextContent, StringComparison.Ordinal);
        var ben = await _portal.SignInAsync("ben");
        Assert.Equal(HttpStatusCode.NotFound, (await ben.GetAsync(own)).StatusCode);
    }

    [Fact]
    public async Task UnsubscribeLink_GetChangesNothing_PostDoesWithoutSignIn_AndNobodyForgesOne()
    {
        var admin = await _portal.SignInAsync("admin");
        await admin.SubmitAsync("/subscriptions/new?report=chargebacks", Form("chargebacks", ""), "/subscriptions/new");
        var options = _portal.Services.GetRequiredService<MailOptions>();
        options.Portal = new Uri("http://localhost/");
        var link = new Uri(_portal.Services.GetRequiredService<SignedLinks>().Unsubscribe((await RecipientAsync()).Id)).PathAndQuery;
        var stranger = _portal.Open();

        Assert.Contains("You will get “Disputes, weekly” no more", (await stranger.PageAsync(link)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Null((await RecipientAsync()).UnsubscribedAt);
        var forged = await stranger.PostAsync(link[..^3] + "abc", new() { ["List-Unsubscribe"] = "One-Click" });
        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
        Assert.Null((await RecipientAsync()).UnsubscribedAt);

        // As a mail program sends it: RFC 8058.
        var answer = await stranger.PostAsync(link, new() { ["List-Unsubscribe"] = "One-Click" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotNull((await RecipientAsync()).UnsubscribedAt);
        Assert.Equal(HttpStatusCode.OK, (await stranger.PostAsync(link, new() { ["List-Unsubscribe"] = "One-Click" })).StatusCode);
    }

    [Fact]
    public async Task Log_ShowsAFileToItsEyesOnly()
    {
        var people = await _portal.InScopeAsync(services => services.GetRequiredService<SubscriptionBook>().AddresseesAsync(CancellationToken.None));
        await using (var db = _portal.Services.GetRequiredService<PortalStore>().Open())
        {
            db.Outbox.Add(new OutboxMessage { Key = "run:1:recipient:1", RunId = 1, UserId = people.Single(person => person.Name == "ann").UserId, Eyes = "vendor:aurora", Subject = "Aurora’s month", State = "sent", Text = "Aurora text\nhttps://x/account/mail-file?token=abc" });
            db.Outbox.Add(new OutboxMessage { Key = "run:2:recipient:2", RunId = 2, UserId = people.Single(person => person.Name == "ann").UserId, Eyes = "vendor:basil", Subject = "Basil’s month", State = "sent", Text = "Basil text" });
            db.KeptFiles.Add(new KeptFile { RunId = 1, Eyes = "vendor:aurora", Format = "pdf", FileName = "aurora.pdf", MediaType = "application/pdf", Content = [1, 2, 3], Bytes = 3, Sha256 = new string('a', 64) });
            db.KeptFiles.Add(new KeptFile { RunId = 2, Eyes = "vendor:basil", Format = "pdf", FileName = "basil.pdf", MediaType = "application/pdf", Content = [4], Bytes = 1, Sha256 = new string('b', 64) });
            await db.SaveChangesAsync();
        }
        var ann = await _portal.SignInAsync("ann");

        Assert.Equal([1, 2, 3], await (await ann.GetAsync("/deliveries/1/pdf")).Content.ReadAsByteArrayAsync());
        var page = await ann.PageAsync("/deliveries/1");
        Assert.Contains("Aurora text", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("token=abc", page.Body.TextContent, StringComparison.Ordinal);
        // Sent when ann was of another vendor: neither file nor words nor subject.
        Assert.Equal(HttpStatusCode.NotFound, (await ann.GetAsync("/deliveries/2/pdf")).StatusCode);
        foreach (var path in new[] { "/deliveries", "/deliveries/2" })
            Assert.DoesNotContain("Basil", (await ann.PageAsync(path)).Body!.TextContent, StringComparison.Ordinal);
        var ben = await _portal.SignInAsync("ben");
        Assert.Equal(HttpStatusCode.NotFound, (await ben.GetAsync("/deliveries/1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ben.GetAsync("/deliveries/1/pdf")).StatusCode);
    }

    [Fact]
    public async Task Bounce_IsSeenInTheLog_AndSentAgainOnAWord()
    {
        var admin = await _portal.SignInAsync("admin");
        var path = (await admin.SubmitAsync("/subscriptions/new?report=chargebacks", Form("chargebacks", ""), "/subscriptions/new")).Headers.Location!.OriginalString;
        await using (var db = _portal.Services.GetRequiredService<PortalStore>().Open())
        {
            db.Outbox.Add(new OutboxMessage { Key = "run:9:recipient:9", SubscriptionId = int.Parse(path[(path.LastIndexOf('/') + 1)..], System.Globalization.CultureInfo.InvariantCulture), Eyes = "staff", Subject = "Disputes", ToAddress = "gone@example.com", State = "failed", Reply = "550 5.1.1 No such user here", MessageId = "<x@y>", Text = "words", EndedAt = Sample.Now.ToDateTimeUtc() });
            await db.SaveChangesAsync();
        }

        foreach (var page in new[] { path, "/deliveries", "/deliveries/1" })
            Assert.Contains("550 5.1.1 No such user here", (await admin.PageAsync(page)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await _portal.SignInAsync("ann")).GetAsync("/deliveries/1")).StatusCode);
        await admin.SubmitAsync("/deliveries/1", [], "/deliveries/1?handler=Again");

        Assert.Contains("waiting", (await admin.PageAsync("/deliveries/1")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.SubmitAsync("/deliveries/1", [], "/deliveries/1?handler=Again")).StatusCode);
    }

    [Fact]
    public async Task PublishedReports_ArePublishedByOperators_AndReadByTheirEyes()
    {
        var admin = await _portal.SignInAsync("admin");
        await admin.SubmitAsync("/reports/published", new() { ["month"] = "2026-09" }, "/reports/published?handler=Publish");
        var list = await admin.PageAsync("/reports/published");
        Assert.Contains("executive-monthly/2026-09/v1", list.Body!.TextContent, StringComparison.Ordinal);
        await admin.SubmitAsync("/reports/published", new() { ["month"] = "2026-08" }, "/reports/published?handler=Publish");

        // The newest month, another one, one kind of report; a kind that does not exist is none.
        Assert.Equal(["2026-09"], await MonthsAsync(""));
        Assert.Equal(["2026-08"], await MonthsAsync("?month=2026-08"));
        Assert.Equal("Monthly executive report", Assert.Single((await admin.PageAsync("/reports/published?month=2026-08&report=executive-monthly")).QuerySelectorAll("td a")).TextContent);
        Assert.Equal(["2026-08"], await MonthsAsync("?month=2026-08&report=nothing"));
        async Task<string[]> MonthsAsync(string query) =>
            [.. (await admin.PageAsync("/reports/published" + query)).QuerySelectorAll("td code").Select(code => code.TextContent.Split('/')[1]).Distinct()];

        var ann = await _portal.SignInAsync("ann");
        var mine = await ann.PageAsync("/reports/published");
        var link = Assert.Single(mine.QuerySelectorAll("td a")).GetAttribute("href")!;
        Assert.Empty(mine.QuerySelectorAll("form[action*=Publish]"));
        Assert.Contains("SHA-256", (await ann.PageAsync(link)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("application/pdf", (await ann.GetAsync(link + "/pdf")).Content.Headers.ContentType!.MediaType);
        var ben = await _portal.SignInAsync("ben");
        Assert.Equal(HttpStatusCode.NotFound, (await ben.GetAsync(link)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ben.GetAsync(link + "/pdf")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await ann.SubmitAsync("/subscriptions", new() { ["month"] = "2026-09" }, "/reports/published?handler=Publish")).StatusCode);
    }

    private async Task<SubscriptionRecipient> RecipientAsync()
    {
        await using var db = _portal.Services.GetRequiredService<PortalStore>().Open();
        return await db.Recipients.AsNoTracking().SingleAsync();
    }

    private static Dictionary<string, string> Form(string report, string query) => new()
    {
        ["name"] = "Disputes, weekly",
        ["report"] = report,
        ["query"] = query,
        ["cadence"] = "Weekly",
        ["weekday"] = "1",
        ["workingDay"] = "1",
        ["time"] = "07:00",
        ["zone"] = "Europe/Berlin",
        ["people"] = "1",
    };
}
