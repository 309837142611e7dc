using Insights.Analytics.Metrics.Chargebacks.Patterns;
using Insights.Analytics.Metrics.Statistics;
using Xunit;
using Xunit.Abstractions;

namespace Insights.Analytics.Tests.Metrics.Chargebacks.Patterns;

/// <summary>What is planted is found under its own name, and where nothing is planted hardly ever anything is found.</summary>
public sealed class PatternSearchTests(ITestOutputHelper output)
{
    [Fact]
    public void NullWorlds_AtMostTheNominalShareHasADiscovery()
    {
        const int Worlds = 200;
        var withDiscovery = 0;
        for (var seed = 0; seed < Worlds; seed++)
        {
            // Small and busy marketplaces in turn.
            var result = new MadeWorld(seed, 4_000 + (seed % 4 * 2_000), 0.015 + (seed % 3 * 0.015)).Search();
            Assert.True(result.Tested > 500);
            if (result.Patterns.Count > 0)
                withDiscovery++;
        }
        output.WriteLine($"{withDiscovery} of {Worlds} null worlds with a discovery");
        // At a true share of exactly 5 % more than this many come once in 200 tries.
        var most = BinomialTail.Quantile(0.995, Worlds, Screening.Level);
        Assert.InRange(withDiscovery, 0, most);
    }

    [Fact]
    public void MixedWorld_FindsThePlantedOnes_AndTellsEachOnce()
    {
        var world = new MadeWorld(11, 60_000, 0.008,
            (vendor, day, codes, dice) => vendor switch
            {
                // Vendor 3 drops 3-D Secure in week 35: fraud of its cards.
                3 when day >= 245 && codes[PatternDimensions.ThreeDs] > 0 => (0.07, 1, 6 + dice.Next(30)),
                // Vendor 2 changes its statement text in week 16.
                2 when day >= 112 => (0.035, dice.Next(2) + 1, 5 + dice.Next(20)),
                // Vendor 4 delivers late for eight weeks.
                4 when day is >= 180 and < 236 => (0.08, 3, 28 + dice.Next(40)),
                _ => null,
            },
            (vendor, day, codes) =>
            {
                if (vendor == 3 && day >= 245 && codes[PatternDimensions.ThreeDs] > 0)
                    codes[PatternDimensions.ThreeDs] = 3;
                if (vendor == 2 && day >= 112)
                    codes[PatternDimensions.Descriptor] = 100;
            });

        var result = world.Search();
        foreach (var pattern in result.Patterns)
            output.WriteLine($"{pattern.Segment} x={pattern.Disputes} E={pattern.Expected:F1} q={pattern.Q:G3} since {pattern.Change?.Start}..{pattern.Change?.End} also {string.Join("; ", pattern.SeenAlsoAs.Select(also => also.Test.Segment.ToString()))}");

        var descriptor = Assert.Single(result.Patterns, pattern => pattern.Segment.Vendor == 2);
        Assert.Equal("vendor+descriptor", descriptor.Segment.Kind);
        Assert.Equal(100, descriptor.Segment.Members[0].Code);
        Assert.Equal(16, descriptor.FirstWeek);
        Assert.Null(descriptor.Change);

        var threeDs = Assert.Single(result.Patterns, pattern => pattern.Segment.Vendor == 3);
        Assert.Equal("vendor+three_ds", threeDs.Segment.Kind);
        Assert.InRange(threeDs.Change!.Start, 34, 36);

        var late = Assert.Single(result.Patterns, pattern => pattern.Segment.Vendor == 4);
        Assert.Equal("vendor+reason", late.Segment.Kind);
        Assert.Equal(3, late.Segment.OutcomeCode);
        Assert.InRange(late.Change!.Start, 19, 27);
        Assert.InRange(late.Change.End, 32, 36);

        // One in twenty of the others may be chance.
        Assert.InRange(result.Patterns.Count, 3, 4);
        Assert.All(result.Patterns, pattern => Assert.True(pattern.Q <= Screening.Level && pattern.Disputes > pattern.Expected));
    }

    [Fact]
    public void ClimbOfOneNetwork_IsFoundUnderVendorAndNetwork_WherePaymentsAreEnough()
    {
        // The largest vendor's Mastercard disputes climb from 0.8 % to just under 1.5 % over thirty weeks and come 12 to 32 days after the charge.
        var world = new MadeWorld(5, 700_000, 0.008, (vendor, day, codes, dice) =>
            vendor == 0 && codes[PatternDimensions.Network] == 2 && day >= 154 ? (0.008 + (0.0068 * (day - 154) / 210), 1 + dice.Next(9), 12 + dice.Next(21)) : null,
            // Three quarters of its cards are Mastercard.
            (vendor, day, codes) => codes[PatternDimensions.Network] = vendor == 0 && codes[PatternDimensions.Network] == 1 && day % 3 > 0 ? 2 : codes[PatternDimensions.Network]);

        var found = world.Search().Patterns.Where(pattern => pattern.Segment.Vendor == 0).ToList();

        Assert.NotEmpty(found);
        Assert.All(found, pattern => Assert.Contains((PatternDimensions.Network, 2), pattern.Segment.Members));
    }
}
