using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Xunit;

namespace Insights.Analytics.Tests.Rollups;

/// <summary>Which wording of the rules holds from when. It is noon of 1 April 2026, and clocks have been decided unless a test says otherwise.</summary>
public sealed class RuleBookTests
{
    private static readonly DateTime s_now = new(2026, 4, 1, 12, 0, 0, DateTimeKind.Utc);

    private static RuleInForce Policy(string code, int version, DateTime? from = null, string text = "{}") => new() { Code = code, Version = version, Name = code, ValidFrom = from, DefinitionJson = text };

    private static (string Code, int Version, int Revision, DateTime? HoldsFrom, string? Past)[] Told(IEnumerable<RuleInForce> book) =>
        [.. book.Select(row => (row.Code, row.Version, row.Revision, row.HoldsFrom, row.Past))];

    [Fact]
    public void Continued_NothingDecidedYet_EverythingCountsAsItSays() =>
        Assert.Equal([("a", 1, 1, null, null), ("b", 1, 1, null, null)], Told(RuleBook.Continued([Policy("a", 1)], [Policy("a", 1), Policy("b", 1)], anythingDecided: false, s_now)));

    [Fact]
    public void Continued_VersionThatReachesBack_CountsFromNowAndAsks() => Assert.Equal(
        [("a", 1, 1, null, null), ("a", 2, 1, s_now, RuleInForce.Undecided)],
        Told(RuleBook.Continued([Policy("a", 1)], [Policy("a", 1), Policy("a", 2, s_now.AddDays(-30))], anythingDecided: true, s_now)));

    [Fact]
    public void Continued_VersionOfTheFuture_CountsAsItSays()
    {
        var later = s_now.AddDays(7);

        Assert.Equal([("a", 1, 1, null, null), ("a", 2, 1, later, null)], Told(RuleBook.Continued([Policy("a", 1)], [Policy("a", 1), Policy("a", 2, later)], anythingDecided: true, s_now)));
    }

    [Fact]
    public void Continued_VersionFromTheInstantItWasSaved_CountsAsItSays()
    {
        var saved = s_now.AddMinutes(-20);
        RuleInForce Saved(DateTime from) => new() { Code = "a", Version = 2, Name = "a", ValidFrom = from, SavedAt = saved };

        Assert.Equal([("a", 1, 1, null, null), ("a", 2, 1, saved.AddSeconds(-2), null)], Told(RuleBook.Continued([Policy("a", 1)], [Policy("a", 1), Saved(saved.AddSeconds(-2))], anythingDecided: true, s_now)));
        Assert.Equal([("a", 1, 1, null, null), ("a", 2, 1, s_now, RuleInForce.Undecided)], Told(RuleBook.Continued([Policy("a", 1)], [Policy("a", 1), Saved(saved.AddHours(-2))], anythingDecided: true, s_now)));
    }

    [Fact]
    public void Continued_TextOfAVersionChanged_KeepsTheOldOneForThePast_AndTakingItBackLeavesNothing()
    {
        var changed = RuleBook.Continued([Policy("a", 1)], [Policy("a", 1, text: """{"x":1}""")], anythingDecided: true, s_now);
        Assert.Equal([("a", 1, 1, null, null), ("a", 1, 2, s_now, RuleInForce.Undecided)], Told(changed));

        Assert.Equal([("a", 1, 1, null, null)], Told(RuleBook.Continued(changed, [Policy("a", 1)], anythingDecided: true, s_now.AddDays(1))));
    }

    [Fact]
    public void Continued_VersionUndone_IsGone() =>
        Assert.Equal([("a", 1, 1, null, null)], Told(RuleBook.Continued([Policy("a", 1), Policy("a", 2)], [Policy("a", 1)], anythingDecided: true, s_now)));

    [Fact]
    public void Continued_CalendarThatWasMissing_IsDataAndNotAChange()
    {
        var calendar = new RuleInForce { Kind = RuleInForce.Calendar, Code = "office", Version = 1 };

        Assert.Contains(("office", 1, 1, (DateTime?)null, (string?)null), Told(RuleBook.Continued([Policy("a", 1)], [calendar, Policy("a", 1)], anythingDecided: true, s_now)));
    }

    [Fact]
    public void Approved_CountsFromWhereItSays_AndReplacesTheWordingBefore()
    {
        var book = RuleBook.Continued([Policy("a", 1)], [Policy("a", 1, text: """{"x":1}"""), Policy("a", 2, s_now.AddDays(-30))], anythingDecided: true, s_now);

        Assert.Equal([("a", 1, 2, null, null), ("a", 2, 1, s_now.AddDays(-30), null)], Told(RuleBook.Approved(book)));
        Assert.Equal([("a", 1, 1, null, null), ("a", 1, 2, s_now, RuleInForce.Kept), ("a", 2, 1, s_now, RuleInForce.Kept)], Told(RuleBook.Discarded(book)));
    }

    [Fact]
    public void Continued_Again_ChangesNothing()
    {
        RuleInForce[] stored = [Policy("a", 1, text: """{"x":1}"""), Policy("a", 2, s_now.AddDays(-30))];
        var once = RuleBook.Continued([Policy("a", 1)], stored, anythingDecided: true, s_now);

        Assert.True(RuleBook.AreEqual(once, RuleBook.Continued(once, stored, anythingDecided: true, s_now.AddHours(5))));
        Assert.True(RuleBook.AreEqual(RuleBook.Approved(once), RuleBook.Continued(RuleBook.Approved(once), stored, anythingDecided: true, s_now.AddHours(5))));
    }
}
