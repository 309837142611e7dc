namespace Insights.Analytics.Metrics.Values;

/// <summary>An amount in minor units of one currency. Never a floating-point number; amounts of different currencies do not add.</summary>
public readonly record struct Money(long Minor, string Currency)
{
    public static Money operator +(Money left, Money right)
    {
        if (left.Currency != right.Currency)
            throw new InvalidOperationException($"Cannot add {left.Currency} and {right.Currency}: convert first, or total per currency.");
        return left with { Minor = checked(left.Minor + right.Minor) };
    }
}
