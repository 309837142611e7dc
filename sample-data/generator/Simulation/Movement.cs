using Insights.SampleData.World;

namespace Insights.SampleData.Simulation;

internal enum MovementKind
{
    Charge,
    Refund,
    Payout,
}

internal enum MovementStatus
{
    Succeeded,
    Failed,
    Pending,
    Canceled,
}

/// <summary>One payment row in the making. Zero means "not yet" for instants.</summary>
internal sealed class Movement
{
    /// <summary>Running number; the written id is scrambled from it.</summary>
    public required ulong Number { get; init; }
    public required Vendor Vendor { get; init; }
    public required MovementKind Kind { get; init; }
    public required MovementStatus Status { get; set; }
    public required long At { get; init; }
    public long UpdatedAt { get; set; }
    public long SettledAt { get; set; }
    public required long Amount { get; init; }
    public required Currency Currency { get; init; }
    public long Fee { get; init; }
    public Movement? Original { get; init; }
    public bool Full { get; init; }
    public bool Manual { get; init; }
    public Customer Customer { get; init; }
    public ulong Order { get; init; }
    public string? Gateway { get; init; }
    public string? Brand { get; init; }
    public string? Bin { get; init; }

    /// <summary>Where the card was issued; null for other methods.</summary>
    public string? IssuerCountry => Bin is null ? null : (Customer.Issuer ?? Customer.Country).Code;
    public int Last4 { get; init; }

    /// <summary>0 = no card.</summary>
    public ulong Fingerprint { get; init; }
    public Failure? Failure { get; set; }
    public string? Descriptor { get; init; }
    public string? Product { get; init; }
    public string? ThreeDs { get; init; }
    public string? Avs { get; init; }
    public string? Cvc { get; init; }

    /// <summary>What Stripe's export shows on the charge's own row.</summary>
    public long RefundedAmount { get; set; }
    public long RefundedAt { get; set; }
    public Dispute? Dispute { get; set; }
}

/// <summary>One step of a dispute.</summary>
internal readonly record struct DisputeStep(long At, string State);

/// <summary>A dispute with its stages up to now.</summary>
internal sealed class Dispute
{
    public required ulong Number { get; init; }
    public required Movement Charge { get; init; }
    public required string Category { get; init; }
    public string? Network { get; init; }
    public string? ReasonCode { get; init; }
    public string? SubReason { get; init; }
    public required long Amount { get; init; }
    public long Fee { get; init; }
    public List<DisputeStep> Steps { get; } = [];
    public long DueAt { get; set; }

    /// <summary>The dispute date. A fraud notice may lie before it.</summary>
    public required long OpenedAt { get; init; }
    public string State => Steps[^1].State;
    public long UpdatedAt => Steps[^1].At;

    public long Reached(string state)
    {
        foreach (var step in Steps)
        {
            if (step.State == state)
                return step.At;
        }
        return 0;
    }
}

/// <summary>Why a customer writes, before the ticket exists.</summary>
internal sealed class Contact
{
    public required long At { get; init; }
    public required string Category { get; init; }
    public required string Topic { get; init; }
    public required Vendor Vendor { get; init; }
    public required Customer Customer { get; init; }
    public Movement? About { get; init; }
    public ulong FollowUpOf { get; init; }

    /// <summary>Breaks ties between contacts of the same second, so that files come out in one order only.</summary>
    public ulong Tie { get; init; }
}
