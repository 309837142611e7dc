namespace Insights.Analytics.Metrics.Chargebacks.Patterns;

/// <summary>
/// A run from beginning to end, without any store: survey the payments, ask the questions, survey them once more by what was found, tell causes apart, describe them.
/// </summary>
internal static class PatternSearch
{
    /// <param name="payments">Gives every successful charge of the window to the action: vendor, day, codes. Called twice, in time order both times.</param>
    public static PatternResult Run(Development development, IReadOnlyList<PatternCase> cases, Action<PaymentSink> payments)
    {
        var survey = new ExposureSurvey(development);
        payments(survey.Add);
        return Run(survey, cases, payments);
    }

    /// <summary>From a finished survey on.</summary>
    public static PatternResult Run(ExposureSurvey survey, IReadOnlyList<PatternCase> cases, Action<PaymentSink> payments)
    {
        var screening = Screening.Run(survey, cases);
        IReadOnlyList<SegmentTest> found = [.. screening.Discoveries.Take(JointExposure.MostSegments)];
        if (found.Count == 0)
            return new(survey.Payments, cases.Count, screening.Tests.Count, screening.Families, 0, []);
        var joint = new JointExposure(survey, [.. found.Select(test => test.Segment)]);
        payments(joint.Add);
        var explaining = new Explaining(found, joint, cases);
        var describing = new Describing(survey, screening, joint, found, explaining, cases);
        return new(survey.Payments, cases.Count, screening.Tests.Count, screening.Families, screening.Discoveries.Count - found.Count, [.. explaining.Run().Select(describing.Describe)]);
    }
}

/// <summary>Takes one successful charge.</summary>
internal delegate void PaymentSink(int vendor, int day, ReadOnlySpan<int> codes);

/// <param name="Tested">Segments asked about.</param>
/// <param name="Families">Dimensions and pairs they belong to.</param>
/// <param name="LeftOut">Discoveries beyond those that are told apart.</param>
internal sealed record PatternResult(long Payments, int Disputes, int Tested, int Families, int LeftOut, IReadOnlyList<FoundPattern> Patterns);
