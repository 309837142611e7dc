namespace Insights.SampleData.World;

/// <summary>Values with weights.</summary>
internal sealed class Mix<T>
{
    private readonly T[] values;
    private readonly double[] upTo;

    public Mix(params (T Value, double Weight)[] parts)
    {
        values = [.. parts.Select(p => p.Value)];
        upTo = new double[parts.Length];
        var total = parts.Sum(p => p.Weight);
        var sum = 0.0;
        for (var i = 0; i < parts.Length; i++)
            upTo[i] = sum += parts[i].Weight / total;
    }

    public T Pick(Dice dice) => At(dice.Unit());

    /// <summary>The value at a share between 0 and 1: for choices that must come out the same each time.</summary>
    public T At(double share)
    {
        for (var i = 0; i < upTo.Length - 1; i++)
        {
            if (share < upTo[i])
                return values[i];
        }
        return values[^1];
    }
}
