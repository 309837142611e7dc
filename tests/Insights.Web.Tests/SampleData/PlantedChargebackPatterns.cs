using Insights.Analytics.Jobs;
using Insights.Analytics.Queries;
using Insights.Import.Store;
using Insights.SampleData;
using Xunit;

namespace Insights.Web.Tests.SampleData;

/// <summary>
/// The chargeback patterns of the truth file are found in the imported demo, once each, and under the dimension that explains them. The climb of one network
/// is some fifteen disputes more in half a year: at this scale no honest test tells it from chance (the networks' ratio does, on the page of programmes).
/// </summary>
internal static class PlantedChargebackPatterns
{
    public static async Task AssertFoundAsync(ImportedData data, SampleWorld world)
    {
        await data.Get<IJobRunner>().RunAsync(JobIds.FindPatterns, "test");
        var queries = data.Get<IPatternQueries>();
        var filter = new ReportFilter { Range = new(SampleWorld.End.PlusDays(-29), SampleWorld.End), Compare = Comparison.None };
        var found = await queries.ListAsync(filter, DataScope.Staff);
        var all = string.Join("\n", found.Select(one => FormattableString.Invariant($"{one.Kind} | {one.Sentence} | q {one.Q:G3} | since {one.Since} to {one.Until}")));

        Has("unrecognised_descriptor", one => one.Kind == "vendor+descriptor" && one.Members[0].Value == world.Pattern("unrecognised_descriptor").Dimensions["descriptor"]);
        Has("card_testing", one => one.Kind == "vendor+bin" && one.Members[0].Value == world.Pattern("card_testing").Dimensions["bin"]);
        Has("late_shipping", one => one.Kind == "vendor+reason" && one.Outcome!.Value == "product_not_received");
        Has("no_3ds", one => one.Kind == "vendor+three_ds" && one.Members[0].Value == "not_used");
        Has("duplicate_charges", one => one.Kind.Contains("duplicate_charge", StringComparison.Ordinal) || one.Outcome?.Value == "duplicate");
        // Of twenty findings one may be chance.
        Assert.True(found.Count <= 6, all);

        void Has(string planted, Func<Pattern, bool> explains)
        {
            var truth = world.Pattern(planted);
            var ofVendor = found.Where(one => one.VendorCode == truth.Vendor).ToList();
            Assert.True(ofVendor.Count == 1 && explains(ofVendor[0]), $"{planted} should be told once, of {truth.Vendor}; found:\n{all}\n{string.Join(", ", truth.Counts)}");
        }
    }
}
