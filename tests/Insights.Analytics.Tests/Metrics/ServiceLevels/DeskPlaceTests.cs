using Insights.Analytics.Metrics.ServiceLevels;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.ServiceLevels;

/// <summary>Where a case lies and when it expires. 30 days after 2 November 09:00 is 2 December 09:00; expired is the second after.</summary>
public sealed class DeskPlaceTests
{
    private static readonly Instant s_secondOfDecember = Instant.FromUtc(2026, 12, 2, 9, 0, 1);

    [Fact]
    public void New_WithoutAReply_ExpiresThirtyDaysAndASecondAfterItsCreation() =>
        Is(Place(new Story("02 09:00")), DeskQueue.New, answered: false, s_secondOfDecember, TimeOwner.Agent);

    [Fact]
    public void Open_CountsFromTheLastReply_WhateverTheCustomerWroteSince() =>
        Is(Place(new Story("01 09:00").Agent("02 09:00").Status("02 09:00", "open").Customer("20 09:00")), DeskQueue.Open, answered: false, s_secondOfDecember, TimeOwner.Agent);

    [Fact]
    public void NotesAndBots_AreNoReplies() =>
        Is(Place(new Story("02 09:00").Note("10 09:00").Bot("11 09:00").Automatic("12 09:00")), DeskQueue.New, answered: false, s_secondOfDecember, TimeOwner.Agent);

    [Fact]
    public void Pending_AfterOurAnswer_IsTheCustomersTurn() =>
        Is(Place(new Story("01 09:00").Agent("02 09:00").Status("02 09:00", "pending")), DeskQueue.Waiting, answered: true, s_secondOfDecember, TimeOwner.Customer);

    [Fact]
    public void Pending_ThoughTheCustomerAnswered_IsOurTurn_AndUnheardSinceThen()
    {
        var place = Place(new Story("01 09:00").Agent("02 09:00").Status("02 09:00", "pending").Customer("03 09:00").Customer("04 09:00"));

        Is(place, DeskQueue.Waiting, answered: false, s_secondOfDecember, TimeOwner.Customer);
        Assert.Equal(Story.At("03 09:00"), place.UnheardSince);
        Assert.Null(Place(new Story("01 09:00").Agent("02 09:00").Status("02 09:00", "pending").Customer("03 09:00").Agent("04 09:00")).UnheardSince);
        Assert.Null(Place(new Story("01 09:00").Agent("02 09:00").Status("02 09:00", "pending").Customer("03 09:00").Status("03 10:00", "open")).UnheardSince);
    }

    [Fact]
    public void Pending_NeverAnswered_IsNotTheCustomersTurn()
    {
        var place = Place(new Story("02 09:00").Customer("02 09:00").Status("03 09:00", "pending"));

        Is(place, DeskQueue.Waiting, answered: false, s_secondOfDecember, TimeOwner.Customer);
        // What came with the case itself is the question, not an answer.
        Assert.Null(place.UnheardSince);
    }

    [Fact]
    public void Solved_IsAnsweredFromTheLaterOfReplyAndSolve_AndAThanksAsksForNothing()
    {
        Is(Place(new Story("01 09:00").Agent("01 10:00").Status("02 09:00", "solved").Customer("05 09:00")), DeskQueue.Waiting, answered: true, s_secondOfDecember, null);
        Is(Place(new Story("01 09:00").Status("01 10:00", "solved").Agent("02 09:00")), DeskQueue.Waiting, answered: true, s_secondOfDecember, null);
    }

    [Theory]
    [InlineData("vendor", "Vendor")]
    [InlineData("acquirer", "ThirdParty")]
    [InlineData(null, "ThirdParty")]
    public void OnHold_WaitsOnWhomItsReasonNames_AndIsOursToAnswer(string? reason, string owner) =>
        Is(Place(new Story("01 09:00").Agent("02 09:00").Status("03 09:00", "on_hold", reason)), DeskQueue.Waiting, answered: false, s_secondOfDecember, Enum.Parse<TimeOwner>(owner));

    [Fact]
    public void ClosedAndMerged_AreOver()
    {
        Is(Place(new Story("01 09:00").Status("02 09:00", "closed")), DeskQueue.Closed, answered: false, null, null);
        Is(Place(new Story("01 09:00").Merged("02 09:00")), DeskQueue.Closed, answered: false, null, null);
    }

    [Fact]
    public void WithoutKnowingWhoWroteWhat_NoReplyIsMissing_ButASolveStillAnswers()
    {
        Is(Place(new Story("01 09:00") { Coverage = HistoryCoverage.Statuses }), DeskQueue.New, answered: false, null, TimeOwner.Agent);
        Is(Place(new Story("01 09:00") { Coverage = HistoryCoverage.Statuses }.Status("02 09:00", "solved")), DeskQueue.Waiting, answered: true, s_secondOfDecember, null);
    }

    [Fact]
    public void StatusThatNobodyMapped_IsInNoQueue() =>
        Is(new ClockMachine(ServiceLevelRules.None).Derive(new Story("01 09:00") { Coverage = HistoryCoverage.None }.History(withEvents: false), Story.At("05 09:00")).Place, DeskQueue.Unmapped, answered: false, null, null);

    private static DeskPlace Place(Story story) => story.Derive("30 09:00", ServiceLevelRules.None).Place;

    private static void Is(DeskPlace place, DeskQueue queue, bool answered, Instant? expires, TimeOwner? waitsOn) =>
        Assert.Equal((queue, answered, expires, waitsOn), (place.Queue, place.IsAnswered, place.ExpiresAt, place.WaitsOn));
}
