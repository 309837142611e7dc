using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class CaseFlow : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "agent",
                schema: "reporting",
                table: "ticket_outcomes",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "closed_replies",
                schema: "reporting",
                table: "ticket_outcomes",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "closed_reply_day",
                schema: "reporting",
                table: "ticket_outcomes",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "created_hour",
                schema: "reporting",
                table: "ticket_outcomes",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "follow_up_hash",
                schema: "reporting",
                table: "ticket_outcomes",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "follow_up_ref",
                schema: "reporting",
                table: "ticket_outcomes",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "intake",
                schema: "reporting",
                table: "ticket_outcomes",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "issues",
                schema: "reporting",
                table: "ticket_outcomes",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "passes",
                schema: "reporting",
                table: "ticket_outcomes",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "recontact_until",
                schema: "reporting",
                table: "ticket_outcomes",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "replies",
                schema: "reporting",
                table: "ticket_outcomes",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "satisfaction",
                schema: "reporting",
                table: "ticket_outcomes",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "closed_hour",
                schema: "reporting",
                table: "ticket_clocks",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "created_hour",
                schema: "reporting",
                table: "ticket_clocks",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "excluded_because",
                schema: "reporting",
                table: "ticket_clocks",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_ticket_outcomes_closed_reply_day",
                schema: "reporting",
                table: "ticket_outcomes",
                column: "closed_reply_day",
                filter: "closed_reply_day IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_ticket_outcomes_follow_up_hash",
                schema: "reporting",
                table: "ticket_outcomes",
                column: "follow_up_hash",
                filter: "follow_up_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_ticket_clocks_started_at",
                schema: "reporting",
                table: "ticket_clocks",
                column: "started_at",
                filter: "verdict = 'unmeasured'");

            migrationBuilder.CreateIndex(
                name: "ix_ticket_clocks_verdict_started_at",
                schema: "reporting",
                table: "ticket_clocks",
                columns: new[] { "verdict", "started_at" },
                filter: "verdict = 'open'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_ticket_outcomes_closed_reply_day",
                schema: "reporting",
                table: "ticket_outcomes");

            migrationBuilder.DropIndex(
                name: "ix_ticket_outcomes_follow_up_hash",
                schema: "reporting",
                table: "ticket_outcomes");

            migrationBuilder.DropIndex(
                name: "ix_ticket_clocks_started_at",
                schema: "reporting",
                table: "ticket_clocks");

            migrationBuilder.DropIndex(
                name: "ix_ticket_clocks_verdict_started_at",
                schema: "reporting",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "agent",
                schema: "reporting",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "closed_replies",
                schema: "reporting",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "closed_reply_day",
                schema: "reporting",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "created_hour",
                schema: "reporting",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "follow_up_hash",
                schema: "reporting",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "follow_up_ref",
                schema: "reporting",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "intake",
                schema: "reporting",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "issues",
                schema: "reporting",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "passes",
                schema: "reporting",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "recontact_until",
                schema: "reporting",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "replies",
                schema: "reporting",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "satisfaction",
                schema: "reporting",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "closed_hour",
                schema: "reporting",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "created_hour",
                schema: "reporting",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "excluded_because",
                schema: "reporting",
                table: "ticket_clocks");
        }
    }
}
