using System.Globalization;
using System.Text;
using Microsoft.Playwright;

namespace Insights.Browser.Tests;

/// <summary>Bringing files in, as a person does it.</summary>
[Collection(JourneyGroup.Name)]
public sealed class UploadJourneyTests(BrowserPortal portal)
{
    private const string Header = "transaction_id,vendor,kind,status,occurred_at,amount,currency\n";

    [BrowserFact]
    public async Task RecognisedFile_IsSeenBeforeItIsStored_AndUndoneAfterwards()
    {
        var page = await portal.SignInAsync("admin");
        await page.GotoAsync("/data-health");
        await page.SetInputFilesAsync("#files", File("journey.csv", Canonical("journey", 40) + "journey-x,lumora,charge,succeeded,not a date,1.00,EUR\n"));
        Assert.Contains("1 file chosen", await page.InnerTextAsync("[data-transfer-text]"), StringComparison.Ordinal);
        await page.ClickAsync("[data-send]");

        await page.WaitForSelectorAsync("text=40 rows would be new or changed");
        Assert.Matches("/data-health/uploads/[A-Za-z0-9_-]+$", page.Url);
        Assert.Contains("% sure", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Contains("not a date", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.ReloadAsync();
        await page.ClickAsync("text=Import, leaving out 1 rejected row");
        await page.WaitForSelectorAsync("h1:has-text('Imported: 40 rows new or changed')");

        await page.ClickAsync("text=Open batch");
        await page.ClickAsync("text=Undo …");
        Assert.Contains("40", await page.InnerTextAsync(".counts"), StringComparison.Ordinal);
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await page.ClickAsync("button:has-text('Undo batch')");
        await page.WaitForSelectorAsync("h1:has-text('is undone')");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task UnknownTable_IsMapped_Imported_AndKnownTheNextTime()
    {
        var page = await portal.SignInAsync("admin");
        await SendAsync(page, "kasse.csv", "Beleg;Laden;Gebucht;Betrag;Währung\nK-1;lumora;14.10.2026 09:30;1.249,50;EUR\nK-2;lumora;15.10.2026 18:05;12,00;EUR\n");
        await page.WaitForSelectorAsync("h1:has-text('This file needs your help')");
        await page.ClickAsync("a:has-text('Map its columns')");
        await page.SelectOptionAsync("select[name=kind]", "transactions");
        await page.ClickAsync("button:has-text('Go on')");

        foreach (var (field, column) in ((string, string)[])[("transaction_id", "Beleg"), ("vendor", "Laden"), ("occurred_at", "Gebucht"), ("amount", "Betrag"), ("currency", "Währung")])
        {
            var list = page.Locator($"select[name='column.{field}']");
            if (!await list.IsVisibleAsync())
                await page.Locator("summary:has-text('more fields')").ClickAsync();
            await list.SelectOptionAsync(column);
        }
        await ConstantAsync(page, "kind", "charge");
        await ConstantAsync(page, "status", "succeeded");
        await page.FillAsync("input[name=zone]", "Europe/Berlin");
        await page.SelectOptionAsync("select[name=dates]", "day-first");
        await page.SelectOptionAsync("select[name=amounts]", "decimal-comma");
        await page.ClickAsync("button:has-text('Try it on the first rows')");
        await page.WaitForSelectorAsync("#tried");
        Assert.Contains("K-1", await page.InnerTextAsync("#tried"), StringComparison.Ordinal);
        Assert.Equal("day-first", await page.InputValueAsync("select[name=dates]"));

        await page.ClickAsync("button:has-text('Save, and check the whole file')");
        await page.WaitForSelectorAsync("h1:has-text('2 rows would be new or changed')");
        await page.ClickAsync("button:has-text('Import this file')");
        await page.WaitForSelectorAsync("h1:has-text('Imported: 2 rows')");

        await SendAsync(page, "kasse2.csv", "Beleg;Laden;Gebucht;Betrag;Währung\nK-3;lumora;16.10.2026 09:30;7,00;EUR\n");
        await page.WaitForSelectorAsync("h1:has-text('1 row would be new or changed')");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task BrokenFile_SaysWhatItIs_AndCannotBeImported()
    {
        var page = await portal.SignInAsync("admin");
        await SendAsync(page, "statement.csv", "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n");
        await page.WaitForSelectorAsync("h1:has-text('This file needs your help')");
        Assert.Contains("This is a PDF", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("button:has-text('Import this file')").CountAsync());
        await page.ClickAsync("button:has-text('Discard')");
        await page.WaitForSelectorAsync("h1:has-text('Cancelled')");
        Assert.Contains("Nothing was stored.", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Upload_CancelledOnItsWay_IsForgotten()
    {
        var page = await portal.SignInAsync("admin");
        var hanging = new TaskCompletionSource();
        // The first piece hangs on its way until the page has gone on.
        await page.RouteAsync("**/data-health/uploads/*/files/*", async route =>
        {
            await hanging.Task;
            await route.AbortAsync();
        });
        await page.GotoAsync("/data-health");
        await page.SetInputFilesAsync("#files", File("cancelled.csv", Canonical("cancelled", 20)));
        await page.ClickAsync("[data-send]");
        await page.WaitForSelectorAsync("[data-stop]:visible");
        await page.ClickAsync("[data-stop]");
        hanging.SetResult();

        var line = page.Locator("li:has(a:has-text('cancelled.csv'))");
        Assert.Contains("cancelled", await line.Locator(".state").InnerTextAsync(), StringComparison.Ordinal);
        await line.Locator("a").ClickAsync();
        await page.WaitForSelectorAsync("h1:has-text('Cancelled')");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task UnknownWord_IsExplainedOnce_AndKeepsNoRowOutAnyMore()
    {
        var page = await portal.SignInAsync("admin");
        await SendAsync(page, "word.csv", Header + "word-1,lumora,charge,beglichen,2026-10-01T10:00:00Z,1.50,EUR\nword-2,lumora,charge,succeeded,2026-10-01T10:00:00Z,1.50,EUR\n");
        await page.ClickAsync("text=Import, leaving out 1 rejected row");
        await page.WaitForSelectorAsync("h1:has-text('Imported: 1 row')");
        await page.ClickAsync("a:has-text('nobody has explained yet')");
        var line = page.Locator("tr:has-text('beglichen')");
        await line.Locator("select").SelectOptionAsync("succeeded");
        await line.Locator("button:has-text('Save')").ClickAsync();

        // The page goes on by itself: the value is explained, then the row it kept out is run again.
        await page.WaitForSelectorAsync("text=1 run again, 1 new.");
        Assert.Equal(0, await page.Locator("form:has(input[value='beglichen'])").CountAsync());
        await page.ClickAsync("a:has-text('word.csv')");
        await page.ClickAsync("a:has-text('2 payments')");
        await page.WaitForSelectorAsync("h1:has-text('2 payments of this file')");
        Assert.Equal(2, await page.Locator("main tbody tr").CountAsync());

        await SendAsync(page, "word2.csv", Header + "word-3,lumora,charge,Beglichen,2026-10-02T10:00:00Z,1.50,EUR\n");
        await page.WaitForSelectorAsync("h1:has-text('1 row would be new or changed')");
        await page.ClickAsync("button:has-text('Discard')");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task DroppedConnection_IsTriedAgain_AndNothingIsSentTwice()
    {
        var page = await portal.SignInAsync("admin");
        var pieces = new List<string>();
        var broken = 0;
        await page.RouteAsync("**/data-health/uploads/*/files/*", async route =>
        {
            if (route.Request.Method == "PATCH")
            {
                pieces.Add(route.Request.Headers["upload-offset"]);
                // The second piece is lost once, on its way.
                if (pieces.Count == 2 && broken++ == 0)
                {
                    await route.AbortAsync("connectionreset");
                    return;
                }
            }
            await route.ContinueAsync();
        });
        // Larger than one piece of 8 MiB.
        var text = Canonical("resume", 140_000);
        await page.GotoAsync("/data-health");
        await page.SetInputFilesAsync("#files", File("resume.csv", text));
        await page.ClickAsync("[data-send]");
        await page.WaitForSelectorAsync("text=have arrived and are kept; trying again");

        await page.WaitForSelectorAsync("h1:has-text('140,000 rows would be new or changed')", new() { Timeout = 60_000 });
        Assert.Equal(1, broken);
        Assert.Equal(["0", "8388608", "8388608"], pieces);
        await page.ClickAsync("button:has-text('Discard')");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task LeftPage_GoesOnWhereItStopped_WithTheSameFile()
    {
        var page = await portal.SignInAsync("admin");
        var sent = 0;
        await page.RouteAsync("**/data-health/uploads/*/files/*", async route =>
        {
            // Everything behind the first piece hangs, until the page is loaded again.
            if (route.Request.Method == "PATCH" && ++sent > 1)
                await route.AbortAsync("connectionreset");
            else
                await route.ContinueAsync();
        });
        var file = System.IO.Path.Combine(System.IO.Path.GetTempPath(), FormattableString.Invariant($"insights-left-{Environment.ProcessId}.csv"));
        try
        {
            await System.IO.File.WriteAllTextAsync(file, Canonical("left", 140_000));
            await page.GotoAsync("/data-health");
            await page.SetInputFilesAsync("#files", file);
            await page.ClickAsync("[data-send]");
            await page.WaitForSelectorAsync("text=trying again");
            await page.UnrouteAllAsync();
            page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
            await page.ReloadAsync();

            await page.WaitForSelectorAsync("h1:has-text('Still receiving')");
            Assert.Contains("8 MiB of", await page.InnerTextAsync("[data-transfer]"), StringComparison.Ordinal);
            // Another file of that name is not taken for it.
            await page.SetInputFilesAsync("#files", File("left.csv", "x"));
            await page.ClickAsync("[data-send]");
            await page.WaitForSelectorAsync("text=is not among the chosen files");

            await page.SetInputFilesAsync("#files", file);
            var first = page.WaitForRequestAsync(request => request.Method == "PATCH");
            await page.ClickAsync("[data-send]");
            Assert.Equal("8388608", (await first).Headers["upload-offset"]);
            await page.WaitForSelectorAsync("h1:has-text('140,000 rows would be new or changed')", new() { Timeout = 60_000 });
            await page.ClickAsync("button:has-text('Discard')");
        }
        finally
        {
            System.IO.File.Delete(file);
        }
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Keyboard_AloneBringsAFileIn()
    {
        var page = await portal.SignInAsync("admin");
        await page.GotoAsync("/data-health");
        await page.SetInputFilesAsync("#files", File("keys.csv", Canonical("keys", 5)));
        await PressUntilAsync(page, "[data-send]");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("h1:has-text('5 rows would be new or changed')");
        await PressUntilAsync(page, "button:has-text('Import this file')");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("h1:has-text('Imported: 5 rows')");
        await PressUntilAsync(page, "a:has-text('Open batch')");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/data-health/batches/*");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task WithoutScript_TheFormDoesTheSame()
    {
        var page = await portal.SignInAsync("admin", script: false);
        await page.GotoAsync("/data-health");
        await page.SetInputFilesAsync("#files", File("plain.csv", Canonical("plain", 6)));
        await page.ClickAsync("[data-send]");
        for (var tries = 0; tries < 50 && !(await page.InnerTextAsync("h1")).Contains("6 rows would be new", StringComparison.Ordinal); tries++)
            await page.ReloadAsync();
        await page.ClickAsync("button:has-text('Import this file')");
        for (var tries = 0; tries < 50 && !(await page.InnerTextAsync("h1")).StartsWith("Imported", StringComparison.Ordinal); tries++)
            await page.ReloadAsync();
        Assert.Contains("Imported: 6 rows", await page.InnerTextAsync("h1"), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Steps_LightAndDarkAtEveryWidth_HaveNoAxeViolations_AndNeverScrollSideways()
    {
        var look = new PageLook();
        var page = await portal.SignInAsync("admin");
        await SendAsync(page, "axe.csv", Canonical("axe", 3) + "axe-x,lumora,charge,succeeded,not a date,1.00,EUR\n");
        await page.WaitForSelectorAsync("h1:has-text('3 rows would be new or changed')");
        foreach (var fold in await page.Locator(".folds summary").AllAsync())
            await fold.ClickAsync();
        await LookAsync("preview");
        await page.ClickAsync("a:has-text('Map its columns')");
        await page.SelectOptionAsync("select[name=kind]", "transactions");
        await page.ClickAsync(".form-row button");
        await page.WaitForSelectorAsync("#mapping");
        await page.Locator("summary:has-text('more fields')").ClickAsync();
        await LookAsync("mapping");
        await page.GoBackAsync();
        await page.GoBackAsync();
        await page.ClickAsync("text=Import, leaving out 1 rejected row");
        await page.WaitForSelectorAsync("h1:has-text('Imported: 3 rows')");
        await LookAsync("result");
        await page.ClickAsync("text=Open batch");
        await page.WaitForSelectorAsync("text=Undo …");
        await LookAsync("batch");
        await page.ClickAsync("text=Undo …");
        await page.WaitForSelectorAsync("button:has-text('Undo batch')");
        await LookAsync("undo");
        await page.Context.CloseAsync();
        Assert.True(look.NothingWrong, look.ToString());

        async Task LookAsync(string step)
        {
            foreach (var (width, darks) in ((int, bool[])[])[(1440, [false, true]), (768, [false]), (320, [false, true])])
            {
                await look.AtWidthAsync(page, width, step);
                foreach (var dark in darks)
                    await look.WithAxeAsync(page, dark, $"{step} at {width}");
            }
            await page.SetViewportSizeAsync(1440, 900);
        }
    }

    private static async Task SendAsync(IPage page, string name, string text)
    {
        await page.GotoAsync("/data-health");
        await page.SetInputFilesAsync("#files", File(name, text));
        await page.ClickAsync("[data-send]");
        await page.WaitForURLAsync("**/data-health/uploads/*");
    }

    private static async Task ConstantAsync(IPage page, string field, string word)
    {
        await page.Locator($"select[name='column.{field}']").SelectOptionAsync("");
        await page.Locator($"select[name='constant.{field}']").SelectOptionAsync(word);
    }

    private static async Task PressUntilAsync(IPage page, string selector)
    {
        for (var stop = 0; stop < 80; stop++)
        {
            if (await page.Locator(selector).EvaluateAsync<bool>("e => e === document.activeElement"))
                return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"The keyboard does not reach {selector}.");
    }

    private static FilePayload File(string name, string text) => new() { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) };

    private static string Canonical(string mark, int rows)
    {
        var text = new StringBuilder(Header);
        for (var i = 0; i < rows; i++)
            text.Append(CultureInfo.InvariantCulture, $"{mark}-{i},lumora,charge,succeeded,2026-10-{(i % 28) + 1:00}T10:00:00Z,{10 + (i % 90)}.50,EUR\n");
        return text.ToString();
    }
}
