using System.Net;
using Insights.Import.Store;
using Insights.Web.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Web.Tests.Canary;

/// <summary>
/// Vendor A walks the whole portal, by every door there is, and must find no trace of vendor B or of any other vendor.
/// A new endpoint is in the table and so in the walk without anybody remembering.
/// </summary>
[Collection(CanaryGroup.Name)]
public sealed class CanaryWalkTests(CanaryPortal canary)
{
    private const int Most = 1_400;

    [Fact]
    public void Table_EveryEndpointIsKnownToTheWalk()
    {
        var unknown = Doors.Of(canary.Portal.Endpoints)
            .Where(e => !Doors.NotCalled.ContainsKey(Doors.Pattern(e)) && Doors.Addresses(e, canary.Portal.Services, AlsoKnown()) is null)
            .Select(Doors.Pattern).ToList();

        Assert.True(unknown.Count == 0, "The canary walk does not know how to call: " + string.Join(", ", unknown) + ". Teach it the route's values in Doors.Values, or list the endpoint in Doors.NotCalled with a reason.");
        Assert.True(Doors.Of(canary.Portal.Endpoints).Count > 10, "The endpoint table is nearly empty: the walk looks at the wrong application.");
    }

    [Fact]
    public void NotCalled_NamesOnlyEndpointsThatExist()
    {
        var patterns = Doors.Of(canary.Portal.Endpoints).Select(Doors.Pattern).ToHashSet();

        Assert.All(Doors.NotCalled, listed => Assert.Contains(listed.Key, patterns));
    }

    [Fact]
    public async Task Staff_SeeTheCanaryEverywhereItBelongs()
    {
        using var admin = await canary.SignInAsync("admin");
        var answers = await Walk.GoAsync(admin, AllDoors(), Most);

        // What the walk looks for can be found: in pages, and in each kind of file that staff can take away.
        Assert.Contains(answers, a => a.IsPage && Names(a, CanaryFiles.Content));
        foreach (var type in answers.Where(a => a.Status == HttpStatusCode.OK && !a.IsPage).Select(a => a.MediaType).Distinct())
            Assert.True(answers.Any(a => a.MediaType == type && (Names(a, CanaryFiles.Content) || Names(a, CanaryFiles.Code) || Names(a, CanaryFiles.Amount) || Names(a, CanaryFiles.AmountGrouped))), "No trace of the canary in any " + type);
    }

    [Fact]
    public async Task VendorA_FindsNoTraceOfOthers()
    {
        using var vendor = await canary.SignInAsync("vendor-a");
        var answers = await Walk.GoAsync(vendor, AllDoors(), Most);

        AssertNoTrace(answers);
        AssertNoErrors(answers);
        Assert.Contains(answers, a => a.IsPage && a.Status == HttpStatusCode.OK && a.Path.StartsWith("/rows/", StringComparison.Ordinal) && a.Text.Contains("<tbody", StringComparison.Ordinal));
    }

    [Fact]
    public async Task VendorA_AfterStaffWarmedEveryCache_FindsNoTraceOfOthers()
    {
        using var admin = await canary.SignInAsync("admin");
        using var vendor = await canary.SignInAsync("vendor-a");
        var staffSaw = (await Walk.GoAsync(admin, AllDoors(), Most)).Select(a => a.Path).ToList();

        // The very addresses staff just loaded, ids and filters of every vendor among them.
        var answers = new List<Answer>();
        foreach (var path in staffSaw)
            answers.Add(await vendor.GetAsync(path));

        AssertNoTrace(answers);
        AssertNoErrors(answers);
    }

    [Fact]
    public async Task VendorA_WithForgedIdsAndFilters_FindsNothing_NotEvenThatItExists()
    {
        using var vendor = await canary.SignInAsync("vendor-a");
        int vendorB;
        int source;
        await using (var context = canary.Portal.Services.GetRequiredService<IReportingStore>().Open(DataScope.Staff))
        {
            vendorB = context.Vendors.Single(v => v.Code == CanaryFiles.Code).Id;
            source = context.Sources.Single(s => s.Name == "canonical").Id;
        }
        var answers = new List<Answer>();
        foreach (var (kind, letter) in ((string, string)[])[("ticket", "t"), ("transaction", "p"), ("dispute", "d")])
        {
            foreach (var start in (string[])[$"/rows/{kind}?source={source}&id=", $"/rows/{kind}?id="])
            {
                var real = await vendor.GetAsync($"{start}{CanaryFiles.Identity}-{letter}1");
                var invented = await vendor.GetAsync($"{start}{CanaryFiles.Identity}-{letter}99999");
                answers.Add(real);
                Assert.Equal(invented.Status, real.Status);
                Assert.Equal(HttpStatusCode.NotFound, real.Status);
            }
        }
        foreach (var door in AllDoors().Where(d => !d.StartsWith("/account", StringComparison.Ordinal)))
        {
            foreach (var forged in (string[])[$"vendor={CanaryFiles.Code}", $"vendor={vendorB}", $"find={CanaryFiles.Identity}-p1", $"find={CanaryFiles.Content} customer 1", $"vendorId={vendorB}", "vendor=*", $"vendor=lumora&vendor={CanaryFiles.Code}"])
                answers.Add(await vendor.GetAsync(door + "?" + forged));
        }

        AssertNoTrace(answers);
        AssertNoErrors(answers);
    }

    [Fact]
    public async Task VendorA_SendingEveryFormItIsShown_FindsNoTraceOfOthers()
    {
        using var vendor = await canary.SignInAsync("vendor-a");
        var answers = new List<Answer>();
        var sent = new HashSet<string>();
        foreach (var page in await Walk.GoAsync(vendor, AllDoors(), Most))
        {
            foreach (var (action, fields) in await Walk.PostsAsync(page))
            {
                if (!Doors.NotCalled.ContainsKey(action.Split('?')[0].Trim('/')) && sent.Add(action + string.Join(',', fields.Keys)))
                    answers.Add(await vendor.PostAsync(action, fields));
            }
        }

        AssertNoTrace(answers);
        AssertNoErrors(answers);
    }

    [Fact]
    public async Task VendorA_EveryMetricAndBreakdown_IsWhatItWasBeforeTheCanaryCame() =>
        Assert.Equal(canary.MetricsBefore.Split('\n'), (await canary.MetricsOfAAsync()).Split('\n'));

    [Fact]
    public async Task Nobody_WithoutSigningIn_GetsAnythingButTheWayIn()
    {
        using var stranger = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(canary.Portal.Address) };
        var answers = new List<Answer>();
        foreach (var door in AllDoors())
        {
            using var response = await stranger.GetAsync(new Uri(door, UriKind.Relative));
            answers.Add(await Answer.ReadAsync(door, response));
        }

        AssertNoTrace(answers);
        Assert.All(answers.Where(a => a.Status == HttpStatusCode.OK), a => Assert.Matches("^/(account/|error/|health)", a.Path));
    }

    /// <summary>Every endpoint that can be loaded, with every value of its route.</summary>
    private IReadOnlyList<string> AllDoors() =>
        [.. Doors.Of(canary.Portal.Endpoints).Where(e => !Doors.NotCalled.ContainsKey(Doors.Pattern(e)))
            .SelectMany(e => Doors.Addresses(e, canary.Portal.Services, AlsoKnown()) ?? []).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Route values that depend on what is stored: the canary's own file and batch ids among them.</summary>
    private Dictionary<string, IReadOnlyList<string>> AlsoKnown()
    {
        using var context = canary.Portal.Services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        IReadOnlyList<string> files = [.. context.ImportedFiles.Select(f => f.Id).ToList().Select(Text)];
        IReadOnlyList<string> batches = [.. context.ImportBatches.Select(b => b.Id).ToList().Select(Text)];
        IReadOnlyList<string> few = ["1", "2"];
        return new()
        {
            ["fileid"] = files,
            ["file"] = files,
            ["batchid"] = batches,
            ["batch"] = batches,
            ["id"] = few,
            ["runid"] = few,
            ["userid"] = few,
            ["personid"] = few,
            ["importid"] = ["unknown"],
            ["source"] = ["canonical"],
            ["uploadid"] = ["unknown"],
            ["jobid"] = ["refresh-metrics"],
            ["viewid"] = few,
        };

        static string Text(int id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private void AssertNoTrace(IReadOnlyList<Answer> answers)
    {
        Assert.NotEmpty(answers);
        var traces = new List<string>();
        foreach (var answer in answers)
        {
            // What the walker typed into the address may come back; what it did not type may not.
            var typed = Uri.UnescapeDataString(answer.Path);
            foreach (var word in (string[])[CanaryFiles.Content, CanaryFiles.Identity, CanaryFiles.Code, CanaryFiles.Amount, CanaryFiles.AmountGrouped, .. canary.OthersNames])
            {
                if (!typed.Contains(word, StringComparison.OrdinalIgnoreCase) && Names(answer, word))
                    traces.Add($"{answer.Path} ({(int)answer.Status}, {answer.MediaType}) says '{word}': …{Around(answer, word)}…");
            }
        }
        Assert.True(traces.Count == 0, string.Join('\n', traces.Take(20)));
    }

    private static void AssertNoErrors(IReadOnlyList<Answer> answers)
    {
        // The error page shows whatever status it is asked for.
        var broken = answers.Where(a => (int)a.Status >= 500 && !a.Path.StartsWith("/error/", StringComparison.Ordinal)).Select(a => $"{a.Path} answered {(int)a.Status}").ToList();
        Assert.True(broken.Count == 0, string.Join('\n', broken.Take(20)));
    }

    private static bool Names(Answer answer, string word) =>
        answer.Text.Contains(word, StringComparison.OrdinalIgnoreCase) || answer.Headers.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static string Around(Answer answer, string word)
    {
        var all = answer.Headers + "\n" + answer.Text;
        var at = all.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        return all[Math.Max(0, at - 60)..Math.Min(all.Length, at + word.Length + 60)].ReplaceLineEndings(" ");
    }
}
