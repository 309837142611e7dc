using Insights.Import.Store;
using Insights.Web.Delivery;
using Insights.Web.Hosting.Inbox;

namespace Insights.Web.Hosting;

/// <summary>The settings section "Insights". Every one has a default that works; environment variables are written Insights__DataDirectory.</summary>
public sealed class InsightsOptions
{
    public const string Section = "Insights";

    /// <summary>Holds reporting.db, portal.db, jobs.db, keys, rejects and the demo's files. Relative to the folder the program is started in.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>sqlite or postgres.</summary>
    public StoreProvider Provider { get; set; } = StoreProvider.Sqlite;

    /// <summary>Npgsql connection string; only for postgres.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Loads the demo on first start. Unset: on in Development, off in Production.</summary>
    public bool? Demo { get; set; }

    /// <summary>Names, zone and currency a new store starts with.</summary>
    public string WorkspaceName { get; set; } = "Insights";
    public string ReportingZone { get; set; } = "Europe/Berlin";
    public string ReportingCurrency { get; set; } = "EUR";

    /// <summary>Links in PDF, mail and set-up links; default: the first address served.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Runs jobs on their schedules in this process. Off for a node that only serves pages.</summary>
    public bool RunJobs { get; set; } = true;

    /// <summary>Builds the screens behind a start and each change of the data, so that nobody waits for what a first look reads. Off where a machine must not work unasked.</summary>
    public bool WarmUp { get; set; } = true;

    /// <summary>A folder whose files are imported by themselves; unset: none is watched.</summary>
    public string? Inbox { get; set; }

    /// <summary>How often the folder is looked into. A file is taken when two looks have found it unchanged.</summary>
    public int InboxSeconds { get; set; } = 10;

    /// <summary>delete or quarantine: what happens to an imported inbox file in which card numbers were found.</summary>
    public CardFiles InboxCardFiles { get; set; } = CardFiles.Delete;

    /// <summary>The mail server; without one nothing is sent.</summary>
    public MailOptions Mail { get; set; } = new();

    /// <summary>Seed of the demo data.</summary>
    public int DemoSeed { get; set; } = 7;

    /// <summary>How many days an import can be undone; as long is kept what it replaced.</summary>
    public int UndoDays { get; set; } = 180;

    public StoreOptions ToStoreOptions() => new() { Provider = Provider, ConnectionString = ConnectionString, DataDirectory = Path.GetFullPath(DataDirectory), UndoDays = UndoDays };

    /// <exception cref="ArgumentException">Says which setting is wrong and what it may be.</exception>
    public void Check()
    {
        if (Provider == StoreProvider.Postgres && string.IsNullOrWhiteSpace(ConnectionString))
            throw new ArgumentException("Insights:Provider is postgres, but Insights:ConnectionString is empty. Set it (environment variable Insights__ConnectionString) or use sqlite.");
        Mail.Check();
        if (NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(ReportingZone) is null)
            throw new ArgumentException($"Insights:ReportingZone '{ReportingZone}' is not an IANA zone, for example Europe/Berlin.");
        if (Inbox is not null && Path.GetFullPath(Inbox).StartsWith(Path.GetFullPath(DataDirectory) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new ArgumentException($"Insights:Inbox '{Inbox}' lies in the data directory. Choose a folder of its own: what is delivered is not the portal's.");
        if (ReportingCurrency.Length != 3)
            throw new ArgumentException($"Insights:ReportingCurrency '{ReportingCurrency}' is not an ISO 4217 code, for example EUR.");
    }
}
