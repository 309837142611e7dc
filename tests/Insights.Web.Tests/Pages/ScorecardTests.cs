using System.Net;
using Insights.Web.Access;
using Insights.Web.Tests.Portal;
using Xunit;

namespace Insights.Web.Tests.Pages;

/// <summary>Scorecards, and the marks "we did this": by whom, for whom, and taken back.</summary>
public sealed class ScorecardTests : IAsyncLifetime
{
    private PortalFixture _portal = null!;
    private Browser _vendor = null!;

    public async Task InitializeAsync()
    {
        _portal = await PortalFixture.StartAsync();
        await _portal.AddPersonAsync("olga", Roles.Vendor, "aurora");
        _vendor = await _portal.SignInAsync("olga");
    }

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Vendor_MarksAnAction_SeesIt_AndTakesItBack()
    {
        var answer = await _vendor.SubmitAsync("/my-scorecard", new() { ["action"] = "A1", ["day"] = "2026-01-15", ["note"] = "Statement text is our web address" }, "/my-scorecard?handler=Take");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);

        var page = await _vendor.PageAsync("/my-scorecard");
        var row = Assert.Single(page.QuerySelectorAll("#taken tbody tr"));
        Assert.Contains("A1 · Make your name", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("15 Jan 2026", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("you", row.Children[3].TextContent, StringComparison.Ordinal);

        // The house sees who; another vendor's scorecard is untouched.
        var admin = await _portal.SignInAsync("admin");
        Assert.Contains("olga (vendor)", (await admin.PageAsync("/vendors/aurora")).QuerySelector("#taken")!.TextContent, StringComparison.Ordinal);
        Assert.Empty((await admin.PageAsync("/vendors/basil")).QuerySelectorAll("#taken tbody tr"));

        await _vendor.SubmitAsync("/my-scorecard", new() { ["taken"] = "1" }, "/my-scorecard?handler=Withdraw");
        Assert.Empty((await _vendor.PageAsync("/my-scorecard")).QuerySelectorAll("#taken tbody tr"));
        Assert.Contains("taken back by olga", (await admin.PageAsync("/vendors/aurora")).QuerySelector("#taken")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["action-taken-back", "action-taken"], await _portal.InScopeAsync(async services =>
            (await ((AuditLog)services.GetService(typeof(AuditLog))!).LatestAsync(null, 50)).Select(entry => entry.Action).Where(action => action.StartsWith("action-", StringComparison.Ordinal)).ToList()));
    }

    [Theory]
    [InlineData("A99", "2026-01-15", "Choose what was done")]
    [InlineData("A1", "", "from which day")]
    [InlineData("A1", "2999-01-01", "still to come")]
    [InlineData("A1", "2001-01-01", "more than two years ago")]
    public async Task Take_WithAMistake_SaysWhich_AndKeepsNothing(string action, string day, string words)
    {
        var answer = await _vendor.SubmitAsync("/my-scorecard", new() { ["action"] = action, ["day"] = day }, "/my-scorecard?handler=Take");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty((await _vendor.PageAsync("/my-scorecard")).QuerySelectorAll("#taken tbody tr"));
    }

    [Fact]
    public async Task Executive_ReadsScorecards_AndMarksNothing()
    {
        await _portal.AddPersonAsync("eva", Roles.Executive);
        var executive = await _portal.SignInAsync("eva");

        Assert.Null((await executive.PageAsync("/vendors/aurora")).QuerySelector("#taken form"));
        var admin = await _portal.SignInAsync("admin");
        Assert.NotNull((await admin.PageAsync("/vendors/aurora")).QuerySelector("#taken form"));
        Assert.NotNull((await _vendor.PageAsync("/my-scorecard")).QuerySelector("#taken form"));
    }

    [Fact]
    public async Task Search_LeavesTheVendorsOfThatName()
    {
        var admin = await _portal.SignInAsync("admin");

        var page = await admin.PageAsync("/vendors?find=basil");

        Assert.Equal("basil", page.QuerySelector("input[name=find]")!.GetAttribute("value"));
    }
}
