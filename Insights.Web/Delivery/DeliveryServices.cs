using Insights.Analytics.Jobs;
using Insights.Web.Delivery.Published;
using Insights.Web.Delivery.Schedules;
using Insights.Web.Delivery.Sending;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Insights.Web.Delivery;

/// <summary>Subscriptions, their mail, and published reports.</summary>
internal static class DeliveryServices
{
    /// <summary>What the pages need. Without <see cref="MailOptions"/> of the host, mail is not set up.</summary>
    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.TryAddSingleton(new MailOptions());
        services.AddSingleton<IMailSender, SmtpMailSender>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<Readers>();
        services.AddSingleton<SignedLinks>();
        services.AddSingleton<WorkingDays>();
        services.AddSingleton<DataState>();
        services.AddSingleton<SubscribedPages>();
        services.AddSingleton<MailMaker>();
        services.AddSingleton<SubscriptionBook>();
        services.AddSingleton<DeliveryLog>();
        services.AddSingleton<AlertMailer>();
        services.AddSingleton<Dispatch>();
        services.AddScoped<ReportPress>();
        services.AddScoped<RunMaker>();
        services.AddScoped<PublishedShelf>();
        services.AddScoped<Viewers>();
        services.AddScoped<PreviewMaker>();
        services.AddScoped<Pages.Subscriptions.SubscriptionForms>();
        return services;
    }

    /// <summary>The two jobs; the host's scheduler runs them.</summary>
    public static IServiceCollection AddDeliveryJobs(this IServiceCollection services)
    {
        services.AddSingleton<IInsightsJob, DeliverJob>();
        services.AddSingleton<IInsightsJob, PublishJob>();
        return services;
    }
}
