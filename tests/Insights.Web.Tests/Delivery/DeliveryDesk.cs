using Insights.Analytics.Reports;
using Insights.Import.Store;
using Insights.Tests.Shared;
using Insights.Tests.Shared.Stores;
using Insights.Web.Access;
using Insights.Web.Delivery;
using Insights.Web.Delivery.Sending;
using Insights.Web.Portal;
using Insights.Web.Tests.Portal;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Web.Tests.Delivery;

/// <summary>Subscriptions and their mail on a real database and a clock that stands still; the other stages' answers come from <see cref="Portal.Sample"/>.</summary>
internal sealed class DeliveryDesk : IAsyncDisposable
{
    private readonly TestStore _store;
    private readonly ServiceProvider _services;

    private DeliveryDesk(TestStore store, ServiceProvider services, FakeClock clock, Sample sample)
    {
        _store = store;
        _services = services;
        Clock = clock;
        Sample = sample;
    }

    public FakeClock Clock { get; }

    public Sample Sample { get; }

    public IServiceProvider Services => _services;

    public MailOptions Options => _services.GetRequiredService<MailOptions>();

    /// <param name="port">Of the mail server; 1: nobody listens.</param>
    public static async Task<DeliveryDesk> StartAsync(StoreProvider provider = StoreProvider.Sqlite, int port = 1, Action<MailOptions>? change = null, IMailSender? sender = null)
    {
        var store = await TestStore.CreateEmptyAsync(provider);
        var clock = new FakeClock(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
        var sample = new Sample();
        var services = new ServiceCollection();
        var options = new MailOptions { Host = "localhost", Port = port, From = "reports@insights.example", StartTls = false, TimeoutSeconds = 10, Portal = new Uri("https://insights.example/") };
        change?.Invoke(options);
        services.AddLogging();
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton(options);
        services.AddPortal(new PortalStoreOptions { DataDirectory = store.Options.DataDirectory, PostgresConnectionString = store.Options.ConnectionString });
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        sample.AddTo(services);
        if (sender is not null)
            services.AddSingleton(sender);
        var desk = new DeliveryDesk(store, services.BuildServiceProvider(), clock, sample);
        await desk._services.GetRequiredService<PortalStore>().MigrateAsync();
        return desk;
    }

    public PortalDbContext Open() => _services.GetRequiredService<PortalStore>().Open();

    public async Task<int> AddPersonAsync(string name, string role, string? vendor = null, string? address = null)
    {
        await using var db = Open();
        var user = new PortalUser { UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = name, Role = role, SecurityStamp = "x", Email = address ?? name + "@example.com", CreatedAt = Clock.GetUtcNow().UtcDateTime };
        db.Users.Add(user);
        await db.SaveChangesAsync();
        if (vendor is not null)
        {
            db.Memberships.Add(new VendorMembership { UserId = user.Id, VendorCode = vendor });
            await db.SaveChangesAsync();
        }
        return user.Id;
    }

    public static SubscriptionDraft Draft(params int[] people) => new()
    {
        Name = "Chargebacks of the month",
        ReportId = "vendor-chargebacks",
        Query = "period=last-month",
        Formats = ["pdf"],
        Cadence = "Daily",
        Time = "07:00",
        Zone = "Europe/Berlin",
        People = people,
    };

    public async Task<int> SubscribeAsync(SubscriptionDraft draft, int owner)
    {
        var (error, id) = await _services.GetRequiredService<SubscriptionBook>().SaveAsync(null, draft, new Viewer(owner, true, DataScope.Staff, null), CancellationToken.None);
        Assert.Null(error);
        return id;
    }

    public async Task<Subscription> SubscriptionAsync(int id)
    {
        await using var db = Open();
        return await db.Subscriptions.AsNoTracking().SingleAsync(s => s.Id == id);
    }

    /// <summary>What the job does each minute.</summary>
    public async Task TickAsync()
    {
        await MakeAsync();
        await _services.GetRequiredService<Dispatch>().SendAsync(CancellationToken.None);
    }

    public async Task MakeAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        var maker = scope.ServiceProvider.GetRequiredService<RunMaker>();
        Assert.Empty(await maker.FallDueAsync(CancellationToken.None));
        var (_, problems) = await maker.MakeAsync(CancellationToken.None);
        Assert.Empty(problems);
        await scope.ServiceProvider.GetRequiredService<AlertMailer>().MakeAsync(CancellationToken.None);
    }

    /// <summary>To the next morning, 07:00 in Berlin.</summary>
    public void NextMorning() => Clock.Set(new DateTimeOffset(Clock.GetUtcNow().UtcDateTime.Date.AddDays(1).AddHours(6), TimeSpan.Zero));

    public async Task<IReadOnlyList<OutboxMessage>> MailsAsync()
    {
        await using var db = Open();
        return await db.Outbox.AsNoTracking().OrderBy(m => m.Id).ToListAsync();
    }

    public async Task<IReadOnlyList<DeliveryRun>> RunsAsync()
    {
        await using var db = Open();
        return await db.DeliveryRuns.AsNoTracking().OrderBy(r => r.Id).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _store.DisposeAsync();
    }
}
