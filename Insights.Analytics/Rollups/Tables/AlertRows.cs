namespace Insights.Analytics.Rollups.Tables;

/// <summary>Something that stood out, on one day or several in a row: history, which a rebuild of the sums does not touch.</summary>
internal sealed class AlertRow
{
    public int Id { get; set; }

    /// <summary>WatchedMetric.Id: failed_payments, failed_refunds, refunds, payments, tickets, disputes.</summary>
    public string Metric { get; set; } = "";

    /// <summary>Where it lies: gateway, vendor, bin …; null: everywhere alike.</summary>
    public string? Dimension { get; set; }

    /// <summary>As stored; of vendors their id.</summary>
    public string? Member { get; set; }

    /// <summary>The vendor in whose rows it lies, who may read it; −1 where it goes across vendors.</summary>
    public int VendorId { get; set; }
    public bool IsHigh { get; set; }
    public DateOnly FirstDay { get; set; }
    public DateOnly LastDay { get; set; }

    /// <summary>The first whole day that was as usual again; null while it goes on.</summary>
    public DateOnly? RecoveredDay { get; set; }

    /// <summary>Of all its days together.</summary>
    public long Count { get; set; }
    public double Expected { get; set; }

    /// <summary>The smallest of its days.</summary>
    public double Chance { get; set; }

    /// <summary>The day on which it was farthest out, and the hours of that day: first, and first after.</summary>
    public DateOnly PeakDay { get; set; }
    public int? FromHour { get; set; }
    public int? ToHour { get; set; }
    public long? WindowCount { get; set; }
    public double? WindowUsual { get; set; }

    /// <summary>Days the peak was compared with.</summary>
    public int ComparedDays { get; set; }
    public DateTime FirstSeenAt { get; set; }
}

/// <summary>One day of an alert.</summary>
internal sealed class AlertDay
{
    public int AlertId { get; set; }
    public DateOnly Day { get; set; }
    public int VendorId { get; set; }
    public long Count { get; set; }
    public double Expected { get; set; }
}

/// <summary>What the rows of an alert's worst day have in common, the most telling first.</summary>
internal sealed class AlertShare
{
    public int AlertId { get; set; }
    public int Number { get; set; }
    public int VendorId { get; set; }
    public string Dimension { get; set; } = "";
    public string Member { get; set; } = "";
    public double Share { get; set; }
}

/// <summary>What a watch knew when it ran last.</summary>
internal sealed class WatchRun
{
    public int Id { get; set; }
    public DateTime RanAt { get; set; }
    public string Version { get; set; } = "";
    public DateOnly From { get; set; }

    /// <summary>The last whole day.</summary>
    public DateOnly To { get; set; }
    public int Series { get; set; }
    public int Alerts { get; set; }

    /// <summary>Of one series on one day.</summary>
    public double Chance { get; set; }
}
