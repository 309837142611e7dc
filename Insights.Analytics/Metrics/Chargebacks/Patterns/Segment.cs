using System.Globalization;

namespace Insights.Analytics.Metrics.Chargebacks.Patterns;

/// <summary>What a segment's disputes are compared with.</summary>
internal enum Baseline
{
    /// <summary>Other payments of the same vendor, allowing for how old charges are.</summary>
    OwnVendor,

    /// <summary>Other payments of the same four weeks.</summary>
    SamePeriod,

    /// <summary>Other payments of the same vendor in the same four weeks.</summary>
    SameVendorAndPeriod,
}

/// <summary>
/// Payments (of a vendor) with these members, and of their disputes all, or those with one outcome. With an outcome and <see cref="IsMix"/> the question is
/// which part of the disputes has it, otherwise how many disputes the payments have.
/// </summary>
/// <param name="Vendor">Dense number; −1 for all.</param>
/// <param name="Members">Dimension of payments and code; none for the vendor as a whole.</param>
/// <param name="Outcome">Dimension of disputes; −1 for none.</param>
internal sealed record Segment(int Vendor, IReadOnlyList<(int Dimension, int Code)> Members, int Outcome, int OutcomeCode, bool IsMix, Baseline Baseline)
{
    /// <summary>vendor, network+three_ds, vendor+reason …: stable, whatever the members are.</summary>
    public string Kind { get; } = string.Join('+',
        (Vendor >= 0 ? ["vendor"] : Array.Empty<string>())
        .Concat(Members.Select(member => PatternDimensions.OfPayments[member.Dimension].Id))
        .Concat(Outcome >= 0 ? [PatternDimensions.OfDisputes[Outcome].Id] : []));

    public bool Holds(int vendor, ReadOnlySpan<int> codes)
    {
        if (Vendor >= 0 && vendor != Vendor)
            return false;
        foreach (var (dimension, code) in Members)
        {
            if (codes[dimension] != code)
                return false;
        }
        return true;
    }

    /// <summary>The case is one of those counted: of the payments, and with the outcome.</summary>
    public bool Counts(PatternCase one) => Holds(one.Vendor, one.Codes) && HasOutcome(one);

    public bool HasOutcome(PatternCase one) => Outcome < 0 || one.Outcomes[Outcome] == OutcomeCode;

    public bool Equals(Segment? other) => other is not null && Vendor == other.Vendor && Members.SequenceEqual(other.Members) && (Outcome, OutcomeCode, IsMix) == (other.Outcome, other.OutcomeCode, other.IsMix);

    public override int GetHashCode() => HashCode.Combine(Vendor, Members.Count > 0 ? Members[0] : default, Outcome, OutcomeCode);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} v{Vendor} {string.Join(",", Members)} {Outcome}={OutcomeCode}");
}
